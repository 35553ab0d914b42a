package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.order.model.Saga;
import dev.dizhtime.order.model.SagaStep;
import dev.dizhtime.order.model.Transition;
import dev.dizhtime.order.usecase.ActionOutcome.Done;
import dev.dizhtime.order.usecase.ActionOutcome.NoSuchOrder;
import dev.dizhtime.order.usecase.ActionOutcome.WrongState;
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
 * with the saga log and the messages in the same transaction.
 */
public final class AdvanceOrder {
  private static final Logger LOG = LoggerFactory.getLogger(AdvanceOrder.class);

  private final Clock clock;
  private final OrderMeters meters;

  public AdvanceOrder(Clock clock, OrderMeters meters) {
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

  /** Does what the owner of the order's restaurant asks for. */
  public ActionOutcome act(Orders orders, OrderId orderId, UserId ownerId, Fact.Action action) {
    Optional<Order> order = orders.lockOwnedBy(ownerId, orderId);
    return order.isEmpty() ? new NoSuchOrder() : apply(orders, order.get(), action);
  }

  private ActionOutcome apply(Orders orders, Order order, Fact fact) {
    Instant now = clock.instant();
    try (Scope _ = OrderTrace.resume(order.origin())) {
      return switch (Saga.on(order, fact, now)) {
        case Transition.Moved moved -> move(orders, order, fact, moved, now);
        case Transition.Ignored(String reason) -> ignore(orders, order, fact, reason, now);
        case Transition.Refused(String reason) -> new WrongState(reason);
      };
    }
  }

  private ActionOutcome move(
      Orders orders, Order before, Fact fact, Transition.Moved moved, Instant now) {
    Order after = moved.order();
    orders.keep(after, SagaStep.moved(fact, moved, now), moved.messages());
    if (before.state() == after.state()) {
      LOG.info("order {} is still {}: {}", after.orderId(), after.state(), fact.step());
    } else {
      LOG.info("order {} is now {}", after.orderId(), after.state());
    }
    if (after.state() == OrderState.FUNDS_RESERVED) {
      meters.funded(Duration.between(after.placedAt(), now));
    }
    return new Done(after);
  }

  private static ActionOutcome ignore(
      Orders orders, Order order, Fact fact, String reason, Instant now) {
    LOG.info("order {} ignores \"{}\": {}", order.orderId(), fact.step(), reason);
    orders.keep(order, List.of(SagaStep.ignored(fact, order, reason, now)), List.of());
    return new Done(order);
  }
}
