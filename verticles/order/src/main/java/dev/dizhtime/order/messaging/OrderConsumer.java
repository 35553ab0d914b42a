package dev.dizhtime.order.messaging;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.wallet.FundsCaptured;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.FundsReleased;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.function.Function;

/** Tells the saga what the wallet and the drivers report. */
public final class OrderConsumer {
  private final AdvanceOrder advance;
  private final Function<Tx, Orders> orders;

  public OrderConsumer(AdvanceOrder advance, Function<Tx, Orders> orders) {
    this.advance = advance;
    this.orders = orders;
  }

  /** Adds the handlers of all reports. */
  public InboxConsumer bind(InboxConsumer consumer) {
    return consumer
        .on(FundsReserved.class, (tx, m) -> tell(tx, m.orderId(), new Fact.FundsReserved()))
        .on(FundsRefused.class, (tx, m) -> tell(tx, m.orderId(), new Fact.FundsRefused(m.reason())))
        .on(FundsCaptured.class, (tx, m) -> tell(tx, m.orderId(), new Fact.FundsCaptured()))
        .on(FundsReleased.class, (tx, m) -> tell(tx, m.orderId(), new Fact.FundsReleased()))
        .on(
            DeliveryAssigned.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DriverAssigned(m.driverId())))
        .on(
            DeliveryPickedUp.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DriverPickedUp(m.driverId())))
        .on(
            DeliveryDelivered.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DriverDelivered(m.driverId())))
        .on(
            DeliveryCancelled.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DeliveryCalledOff(m.reason())));
  }

  private void tell(Tx tx, OrderId orderId, Fact.Report report) {
    advance.report(orders.apply(tx), orderId, report);
  }
}
