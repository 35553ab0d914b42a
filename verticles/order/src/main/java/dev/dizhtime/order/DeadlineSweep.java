package dev.dizhtime.order;

import dev.dizhtime.order.persistence.PgOrders;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.DueDeadline;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.WorkLoop;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes facts of deadlines that have passed, one in a transaction, so that one that fails stops no
 * other. Any number of instances may sweep: each leaves alone what another one has claimed.
 */
final class DeadlineSweep implements WorkLoop.Work {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final Postgres postgres;
  private final AdvanceOrder advance;
  private DueDeadline inHand;

  DeadlineSweep(Postgres postgres, AdvanceOrder advance) {
    this.postgres = postgres;
    this.advance = advance;
  }

  @Override
  public boolean run() throws Exception {
    inHand = null;
    try {
      return postgres.inTransaction(
          tx -> {
            Orders orders = new PgOrders(tx);
            Optional<DueDeadline> due = orders.claimDue();
            due.ifPresent(each -> pass(orders, each));
            return due.isPresent();
          });
    } catch (Exception e) {
      putOff(e);
      throw e;
    }
  }

  private void pass(Orders orders, DueDeadline due) {
    inHand = due;
    advance.passed(orders, due);
  }

  private void putOff(Exception failure) {
    if (inHand == null) {
      return;
    }
    try {
      postgres.inTransaction(
          tx -> {
            new PgOrders(tx).postpone(inHand, AFTER_FAILURE);
            return null;
          });
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }
}
