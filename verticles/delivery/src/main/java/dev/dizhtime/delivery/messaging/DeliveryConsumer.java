package dev.dizhtime.delivery.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.ReassignDelivery;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderEvent;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.delivery.model.Cause;
import dev.dizhtime.delivery.usecase.EndTask;
import dev.dizhtime.delivery.usecase.ReassignTask;
import dev.dizhtime.delivery.usecase.RequestTask;
import dev.dizhtime.delivery.usecase.UnitOfWork;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.util.function.Function;

/**
 * Takes commands of the order saga and what orders tell. Commands have no reply: the events of the
 * delivery answer them. Topics are not in order among each other, so an order may be ready before
 * its delivery is asked for.
 */
public final class DeliveryConsumer {
  private DeliveryConsumer() {}

  /**
   * Starts reading.
   *
   * @param units what a use case sees of the transaction that a batch of messages is handled in
   */
  public static void start(
      ServiceContext service,
      Postgres postgres,
      Publisher publisher,
      Function<Tx, UnitOfWork> units) {
    InboxConsumer.of(service, ConsumerGroup.DELIVERY, postgres, publisher)
        .on(
            RequestDelivery.class,
            (tx, command) -> {
              TraceContext current = TraceContext.current();
              var cause = new Cause(current.traceparent(), current.requestId());
              RequestTask.run(units.apply(tx), command, cause);
            })
        .on(
            CancelDelivery.class,
            (tx, command) -> EndTask.cancel(units.apply(tx), command.orderId(), command.reason()))
        .on(ReassignDelivery.class, (tx, command) -> ReassignTask.run(units.apply(tx), command))
        .on(OrderReady.class, (tx, event) -> units.apply(tx).tasks().rememberReady(event.orderId()))
        .on(OrderRejected.class, (tx, event) -> over(units.apply(tx), event, "ORDER_REJECTED"))
        .on(OrderFailed.class, (tx, event) -> over(units.apply(tx), event, "ORDER_FAILED"))
        .on(OrderCancelled.class, (tx, event) -> over(units.apply(tx), event, "ORDER_CANCELLED"))
        .on(
            OrderUndelivered.class,
            (tx, event) -> over(units.apply(tx), event, "ORDER_UNDELIVERED"))
        .on(OrderSettled.class, (tx, event) -> over(units.apply(tx), event, "ORDER_SETTLED"))
        .start();
  }

  /** Every end of an order frees its driver; usually the delivery was over before. */
  private static void over(UnitOfWork work, OrderEvent event, String reason) {
    EndTask.withOrder(work, event.orderId(), reason);
  }
}
