package dev.dizhtime.wallet.statement;

import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.wallet.statement.AccountHistory.Line;
import dev.dizhtime.wallet.usecase.Statements.Position;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a statement as CSV, a page at a time: the next is read when the last is on its way. */
public final class CsvReply {
  private static final Logger LOG = LoggerFactory.getLogger(CsvReply.class);
  private static final int PAGE = 500;

  private CsvReply() {}

  /**
   * Sends it. A failure on the way breaks the connection off, so that nobody takes half of it for
   * the whole.
   *
   * @param head rows before the lines
   * @param opening the balance before the first line
   */
  public static void send(
      Call call,
      String name,
      String head,
      AccountHistory history,
      Collection<UUID> accounts,
      Instant from,
      Instant to,
      long opening) {
    var response = call.routing().response();
    response
        .setChunked(true)
        .putHeader("content-type", "text/csv; charset=utf-8")
        .putHeader("content-disposition", "attachment; filename=\"" + name + ".csv\"");
    try {
      response
          .write(head + Csv.row("at", "transfer", "purpose", "order", "debit", "credit", "balance"))
          .await();
      long balance = opening;
      Optional<Position> after = Optional.empty();
      List<Line> page;
      do {
        page = history.lines(accounts, from, to, after, PAGE);
        StringBuilder rows = new StringBuilder();
        for (Line line : page) {
          balance += line.creditMinor() - line.debitMinor();
          rows.append(row(line, balance));
          after = Optional.of(new Position(line.at(), line.transferId()));
        }
        if (!rows.isEmpty()) {
          response.write(rows.toString()).await();
        }
      } while (page.size() == PAGE);
      response.end().await();
    } catch (RuntimeException e) {
      LOG.warn("a statement was broken off: {}", e.getMessage());
      response.reset();
    }
  }

  private static String row(Line line, long balance) {
    return Csv.row(
        line.at(),
        line.transferId(),
        line.purpose(),
        line.orderId(),
        line.debitMinor(),
        line.creditMinor(),
        balance);
  }
}
