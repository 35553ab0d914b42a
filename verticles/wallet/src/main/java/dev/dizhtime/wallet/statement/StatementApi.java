package dev.dizhtime.wallet.statement;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.wallet.http.Cursor;
import dev.dizhtime.wallet.statement.AccountHistory.Line;
import dev.dizhtime.wallet.statement.AccountHistory.Past;
import dev.dizhtime.wallet.usecase.Statements.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells what accounts were worth, and what happened to them. */
public final class StatementApi {
  private static final int DEFAULT_LIMIT = 50;

  private final AccountHistory history;
  private final Clock clock;

  private record BalanceView(
      UUID accountId,
      String kind,
      String currency,
      Instant at,
      long postedMinor,
      long pendingMinor,
      long availableMinor) {}

  /** A page of lines with the cursor of the next; without one it is the last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Lines(List<Line> items, String nextCursor) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record StatementView(
      UUID accountId,
      String currency,
      Instant from,
      Instant to,
      long openingMinor,
      long closingMinor,
      List<Line> items,
      String nextCursor) {}

  public StatementApi(AccountHistory history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  /** Binds the operations. */
  public Api bind(Api api) {
    return api.operation("getAccountBalance", this::balance)
        .operation("getAccountStatement", this::statement)
        .operation("getAccountStatementCsv", this::csv);
  }

  private Reply balance(Call call) {
    Instant at = call.query("at").map(text -> Period.instant("at", text)).orElseGet(clock::instant);
    Past past = past(call, at);
    return Reply.ok(
        new BalanceView(
            past.accountId(),
            past.kind(),
            past.currency(),
            at,
            past.postedMinor(),
            past.pendingMinor(),
            past.postedMinor() - past.pendingMinor()));
  }

  private Reply statement(Call call) {
    Period period = Period.of(call, clock);
    Past opening = past(call, period.before());
    Past closing = past(call, period.last());
    Lines lines = lines(call, history, List.of(opening.accountId()), period);
    return Reply.ok(
        new StatementView(
            opening.accountId(),
            opening.currency(),
            period.from(),
            period.to(),
            opening.postedMinor(),
            closing.postedMinor(),
            lines.items(),
            lines.nextCursor()));
  }

  private Reply csv(Call call) {
    Period period = Period.of(call, clock);
    Past opening = past(call, period.before());
    CsvReply.send(
        call,
        "statement-" + opening.accountId(),
        "",
        history,
        List.of(opening.accountId()),
        period.from(),
        period.to(),
        opening.postedMinor());
    return null;
  }

  /** The page of lines that the call asks for. */
  public static Lines lines(Call call, AccountHistory history, List<UUID> accounts, Period period) {
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    List<Line> found =
        history.lines(
            accounts,
            period.from(),
            period.to(),
            call.query("cursor").map(Cursor::read),
            limit + 1);
    List<Line> page = found.subList(0, Math.min(limit, found.size()));
    String next =
        found.size() > limit
            ? Cursor.write(new Position(page.getLast().at(), page.getLast().transferId()))
            : null;
    return new Lines(page, next);
  }

  private Past past(Call call, Instant at) {
    UUID account = call.pathId("accountId", each -> each);
    return history
        .at(call.caller(), account, at)
        .orElseThrow(() -> Problem.notFound("account", account).exception());
  }
}
