package dev.dizhtime.wallet.payout;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.wallet.http.Cursor;
import dev.dizhtime.wallet.payout.PaidOut.View;
import dev.dizhtime.wallet.statement.AccountHistory;
import dev.dizhtime.wallet.statement.Csv;
import dev.dizhtime.wallet.statement.CsvReply;
import dev.dizhtime.wallet.statement.Period;
import dev.dizhtime.wallet.statement.StatementApi;
import dev.dizhtime.wallet.usecase.Statements.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Lets admins have a period paid out, and payees see what they were paid and for what. */
final class PayoutApi {
  private static final int DEFAULT_LIMIT = 20;

  private final Postgres postgres;
  private final Idempotency idempotency;
  private final AccountHistory history;
  private final Clock clock;
  private final Runnable wake;

  private record Request(Instant from, Instant to) {}

  private record RunView(
      UUID payoutRunId, Instant from, Instant to, PayoutRun.State state, int payouts) {
    static RunView of(PayoutRun run) {
      return new RunView(run.id(), run.from(), run.to(), run.state(), run.payouts());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Page(List<View> items, String nextCursor) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record StatementView(
      View payout,
      long openingMinor,
      long closingMinor,
      List<AccountHistory.Line> items,
      String nextCursor) {}

  PayoutApi(Postgres postgres, AccountHistory history, Clock clock, Runnable wake) {
    this.postgres = postgres;
    this.idempotency = new Idempotency(postgres);
    this.history = history;
    this.clock = clock;
    this.wake = wake;
  }

  Api bind(Api api) {
    return api.operation("requestPayouts", this::request)
        .operation("getPayoutRun", this::run)
        .operation("listPayouts", this::list)
        .operation("getPayout", call -> Reply.ok(found(call).view()))
        .operation("getPayoutStatement", this::statement)
        .operation("getPayoutStatementCsv", this::csv);
  }

  private Reply request(Call call) throws Exception {
    Request request = call.body(Request.class);
    Period period = Period.checked(request.from(), request.to());
    if (period.to().isAfter(clock.instant())) {
      throw Problem.unacceptable("to", "is not over yet").exception();
    }
    UUID admin = call.caller().userId().value();
    return idempotency.once(
        call,
        tx -> {
          PayoutRun run = PayoutRuns.request(tx, UUID.randomUUID(), period, admin);
          tx.afterCommit(wake);
          return Reply.created("/api/wallet/payout-runs/" + run.id(), RunView.of(run));
        });
  }

  private Reply run(Call call) {
    UUID id = call.pathId("payoutRunId", each -> each);
    return Reply.ok(
        PayoutRuns.find(postgres, id)
            .map(RunView::of)
            .orElseThrow(() -> Problem.notFound("payout run", id).exception()));
  }

  private Reply list(Call call) {
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    List<PaidOut> found =
        PaidOut.list(postgres, call.caller(), call.query("cursor").map(Cursor::read), limit + 1);
    List<PaidOut> page = found.subList(0, Math.min(limit, found.size()));
    String next = null;
    if (found.size() > limit) {
      View last = page.getLast().view();
      next = Cursor.write(new Position(last.paidAt(), new TransferId(last.payoutId())));
    }
    return Reply.ok(new Page(page.stream().map(PaidOut::view).toList(), next));
  }

  private Reply statement(Call call) {
    PaidOut payout = found(call);
    var lines = StatementApi.lines(call, history, payout.accountIds(), payout.period());
    return Reply.ok(
        new StatementView(
            payout.view(),
            payout.openingMinor(),
            payout.closingMinor(),
            lines.items(),
            lines.nextCursor()));
  }

  private Reply csv(Call call) {
    PaidOut payout = found(call);
    View view = payout.view();
    Money amount = view.amount();
    String head =
        Csv.row("payee", view.name() == null ? view.ownerId() : view.name())
            + Csv.row("period", view.from(), view.to())
            + Csv.row("opening balance", payout.openingMinor(), amount.currency())
            + Csv.row("closing balance", payout.closingMinor(), amount.currency())
            + Csv.row("paid out", amount.amountMinor(), amount.currency());
    CsvReply.send(
        call,
        "payout-" + view.payoutId(),
        head,
        history,
        payout.accountIds(),
        view.from(),
        view.to(),
        payout.openingMinor());
    return null;
  }

  private PaidOut found(Call call) {
    UUID id = call.pathId("payoutId", each -> each);
    return PaidOut.find(postgres, call.caller(), id)
        .orElseThrow(() -> Problem.notFound("payout", id).exception());
  }
}
