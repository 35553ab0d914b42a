package dev.dizhtime.order.messaging;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.delivery.DeliveryUnassigned;
import dev.dizhtime.contracts.delivery.DeliveryUndeliverable;
import dev.dizhtime.contracts.restaurant.StockRefused;
import dev.dizhtime.contracts.restaurant.StockTaken;
import dev.dizhtime.contracts.wallet.AdjustmentRefused;
import dev.dizhtime.contracts.wallet.FundsAdjusted;
import dev.dizhtime.contracts.wallet.FundsCaptured;
import dev.dizhtime.contracts.wallet.FundsExpired;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.FundsReleased;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.order.model.Fact;
import dev.dizhtime.order.usecase.AdvanceOrder;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.function.Function;

/** Tells the saga what the wallet, the restaurants and the drivers report. */
public final class OrderConsumer {
  private final AdvanceOrder advance;
  private final Function<Tx, Orders> orders;

  public OrderConsumer(AdvanceOrder advance, Function<Tx, Orders> orders) {
    this.advance = advance;
    this.orders = orders;
  }

  /** Adds the handlers of all reports. */
  public InboxConsumer bind(InboxConsumer consumer) {
    return deliveries(wallet(consumer))
        .on(StockTaken.class, (tx, m) -> tell(tx, m.orderId(), new Fact.StockTaken()))
        .on(
            StockRefused.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.StockRefused(m.itemIds())));
  }

  private InboxConsumer wallet(InboxConsumer consumer) {
    return consumer
        .on(
            FundsReserved.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.FundsReserved(m.attempt())))
        .on(
            FundsRefused.class,
            (tx, m) ->
                tell(
                    tx, m.orderId(), new Fact.FundsRefused(m.reason(), m.attempt(), m.operation())))
        .on(
            FundsCaptured.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.FundsCaptured(m.attempt())))
        .on(
            FundsReleased.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.FundsReleased(m.attempt())))
        .on(
            FundsExpired.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.FundsExpired(m.attempt())))
        .on(
            FundsAdjusted.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.FundsAdjusted(m.adjustmentId())))
        .on(
            AdjustmentRefused.class,
            (tx, m) ->
                tell(tx, m.orderId(), new Fact.AdjustmentRefused(m.adjustmentId(), m.reason())));
  }

  private InboxConsumer deliveries(InboxConsumer consumer) {
    return consumer
        .on(
            DeliveryAssigned.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DriverAssigned(m.driverId())))
        .on(
            DeliveryUnassigned.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DriverUnassigned(m.driverId(), m.reason())))
        .on(
            DeliveryPickedUp.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DriverPickedUp(m.driverId())))
        .on(
            DeliveryDelivered.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DriverDelivered(m.driverId())))
        .on(
            DeliveryAbandoned.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DriverAbandoned(m.driverId(), m.reason())))
        .on(
            DeliveryUndeliverable.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.Undeliverable(m.driverId(), m.reason())))
        .on(
            DeliveryCancelled.class,
            (tx, m) -> tell(tx, m.orderId(), new Fact.DeliveryCalledOff(m.reason())));
  }

  /**
   * A restaurant takes no orders any more: those that wait for its answer get one. Only when this
   * is the newest that is known of it, since an older event may come again.
   */
  public void closed(Tx tx, RestaurantId restaurantId, long version) {
    boolean newest =
        tx.first(
                "SELECT 1 FROM restaurant WHERE restaurant_id = $1 AND version = $2",
                restaurantId.value(),
                version)
            .isPresent();
    if (newest) {
      advance.closed(orders.apply(tx), restaurantId);
    }
  }

  private void tell(Tx tx, OrderId orderId, Fact.Report report) {
    advance.report(orders.apply(tx), orderId, report);
  }
}
