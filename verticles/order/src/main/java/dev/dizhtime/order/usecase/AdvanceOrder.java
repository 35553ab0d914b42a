package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.order.model.Deadlines;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.model.Funds;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.order.model.Saga;
import dev.dizhtime.order.model.SagaRules;
import dev.dizhtime.order.model.SagaStep;
import dev.dizhtime.order.model.Transition;
import dev.dizhtime.order.usecase.ActionOutcome.Done;
import dev.dizhtime.order.usecase.ActionOutcome.NoSuchOrder;
import dev.dizhtime.order.usecase.ActionOutcome.Refused;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an order on by one fact: under the lock of its row, under its own trace and request id,
 * with the saga log, the deadlines and the messages in the same transaction.
 */
public final class AdvanceOrder {
  /** Orders of a restaurant that are answered when it closes; those beyond have their deadline. */
  static final int MAX_CLOSED = 500;

  private static final Logger LOG = LoggerFactory.getLogger(AdvanceOrder.class);

  private final SagaRules rules;
  private final Clock clock;
  private final OrderMeters meters;

  public AdvanceOrder(SagaRules rules, Clock clock, OrderMeters meters) {
    this.rules = rules;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Takes in what another service reports; late or twice is harmless.
   *
   * @throws UnknownOrderException when there is no such order, which is somebody's mistake
   */
  public void report(Orders orders, OrderId orderId, Fact.Report report) {
    Order order = orders.lock(orderId).orElseThrow(() -> new UnknownOrderException(orderId));
    apply(orders, order, report);
  }

  /** Tells all orders that wait for a restaurant's answer that it has closed. */
  public void closed(Orders orders, RestaurantId restaurantId) {
    for (OrderId orderId : orders.awaitingAnswer(restaurantId, MAX_CLOSED)) {
      report(orders, orderId, new Fact.RestaurantClosed());
    }
  }

  /** Takes in that a deadline has passed, which was claimed in this transaction. */
  public void passed(Orders orders, DueDeadline due) {
    report(orders, due.orderId(), new Fact.DeadlinePassed(due.kind(), due.attempt()));
  }

  /**
   * Does what somebody asks for.
   *
   * @param locked the order, if it is one that the actor has to do with
   */
  public ActionOutcome act(Orders orders, Optional<Order> locked, Fact.Action action) {
    return locked.isEmpty() ? new NoSuchOrder() : apply(orders, locked.get(), action);
  }

  private ActionOutcome apply(Orders orders, Order order, Fact fact) {
    Instant now = clock.instant();
    try (Scope _ = OrderTrace.resume(order.origin())) {
      return switch (Saga.on(order, fact, rules, now)) {
        case Transition.Moved moved -> move(orders, order, fact, moved, now);
        case Transition.Ignored(String reason) -> ignore(orders, order, fact, reason, now);
        case Transition.Refused refused -> new Refused(order, refused);
      };
    }
  }

  private ActionOutcome move(
      Orders orders, Order before, Fact fact, Transition.Moved moved, Instant now) {
    Order after = moved.order();
    Deadlines deadlines = Saga.deadlines(before, fact, after, rules, now);
    orders.keep(
        after,
        SagaStep.moved(fact, before.state(), moved, deadlines, now),
        deadlines,
        moved.messages());
    // The transaction may end under another trace, when other orders were in the same batch.
    orders.afterCommit(Context.current().wrap(() -> tell(before, fact, after, now)));
    return new Done(after);
  }

  private void tell(Order before, Fact fact, Order after, Instant now) {
    if (before.state() == after.state()) {
      LOG.info("order {} is still {}: {}", after.orderId(), after.state(), fact.step());
    } else {
      LOG.info("order {} is now {}", after.orderId(), after.state());
    }
    if (before.state() == OrderState.PLACED && after.funds() == Funds.RESERVED) {
      meters.funded(Duration.between(after.placedAt(), now));
    }
  }

  private static ActionOutcome ignore(
      Orders orders, Order order, Fact fact, String reason, Instant now) {
    Deadlines deadlines = Saga.deadlinesIgnoring(fact);
    orders.keep(order, List.of(SagaStep.ignored(fact, order, reason, now)), deadlines, List.of());
    LOG.info("order {} ignores \"{}\": {}", order.orderId(), fact.step(), reason);
    return new Done(order);
  }
}
