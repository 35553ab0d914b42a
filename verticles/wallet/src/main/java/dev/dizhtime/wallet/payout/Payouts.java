package dev.dizhtime.wallet.payout;

import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import dev.dizhtime.wallet.payout.PayoutRun.Origin;
import dev.dizhtime.wallet.statement.AccountHistory;
import dev.dizhtime.wallet.usecase.Books;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the runs that are due, a page of payees per transaction. Every {@code
 * DIZHTIME_PAYOUT_PERIOD_DAYS} (7; 0 for never) it has a period paid out by itself, counted from a
 * Monday, in UTC.
 */
public final class Payouts {
  private static final Logger LOG = LoggerFactory.getLogger(Payouts.class);
  private static final long SWEEP_MILLIS = 5_000;
  private static final int PAGE = 50;

  /** A Monday. */
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private final Postgres postgres;
  private final Function<Tx, Books> books;
  private final PayOut payOut;
  private final Duration period;

  private Payouts(Postgres postgres, Function<Tx, Books> books, PayOut payOut, Duration period) {
    this.postgres = postgres;
    this.books = books;
    this.payOut = payOut;
    this.period = period;
  }

  /** Starts it, and binds the operations. */
  public static void start(
      ServiceContext service, Postgres postgres, Function<Tx, Books> books, Api api)
      throws Exception {
    Duration period = Duration.ofDays(service.env().integer("PAYOUT_PERIOD_DAYS", 7, 0, 366));
    Payouts payouts = new Payouts(postgres, books, new PayOut(service.clock()), period);
    if (!period.isZero()) {
      Instant from = begin(service.clock().instant(), period);
      postgres.inTransaction(
          tx -> {
            PayoutRuns.schedule(tx, from, from.plus(period));
            return null;
          });
    }
    WorkLoop loop = WorkLoop.start(service, "payouts", SWEEP_MILLIS, payouts::round);
    AccountHistory history = new AccountHistory(postgres);
    new PayoutApi(postgres, history, service.clock(), loop::wake).bind(api);
  }

  /** The beginning of the period that an instant is in. */
  static Instant begin(Instant now, Duration period) {
    long periods = Duration.between(START, now).dividedBy(period);
    return START.plus(period.multipliedBy(periods));
  }

  private boolean round() throws Exception {
    return postgres.inTransaction(
        tx -> {
          Optional<PayoutRun> due = PayoutRuns.claim(tx);
          due.ifPresent(run -> page(tx, run));
          return due.isPresent();
        });
  }

  private void page(Tx tx, PayoutRun run) {
    List<Payee> payees = PayoutRuns.payees(tx, run, PAGE);
    if (!payees.isEmpty()) {
      int made = payOut.pay(tx, books.apply(tx), run, payees);
      PayoutRuns.advance(tx, run, payees.getLast(), made);
      tx.afterCommit(() -> LOG.info("payout run {}: {} paid", run.id(), run.payouts() + made));
    }
    if (payees.size() < PAGE) {
      PayoutRuns.done(tx, run);
      if (run.origin() == Origin.SCHEDULE && !period.isZero()) {
        PayoutRuns.schedule(tx, run.to(), run.to().plus(period));
      }
    }
  }
}
