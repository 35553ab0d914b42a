package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.ReassignDelivery;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderPreparing;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRefunded;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderScheduled;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.OrderUndelivered;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import java.time.Duration;
import java.time.Instant;

/** Everything that the saga of one order says to others, about the order as it is given. */
record OrderMessages(Order order, Instant now) {
  /** A hold that nobody resolves lapses so long after the order was wanted. */
  static final Duration HOLD_LIFETIME = Duration.ofDays(7);

  private Terms terms() {
    return order.terms();
  }

  Message placed() {
    return new OrderPlaced(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        terms().restaurantName(),
        terms().lines(),
        terms().charges(),
        terms().dropoff(),
        now,
        terms().payment(),
        terms().scheduledFor());
  }

  Message scheduled() {
    return new OrderScheduled(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        terms().scheduledFor(),
        now);
  }

  Message funded() {
    return new OrderFunded(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        terms().restaurantName(),
        terms().lines(),
        terms().charges(),
        terms().dropoff(),
        now,
        terms().payment(),
        terms().scheduledFor(),
        order.stockAwaited());
  }

  Message accepted() {
    return new OrderAccepted(
        order.orderId(), terms().customerId(), terms().restaurantId(), terms().ownerId(), now);
  }

  Message preparing() {
    return new OrderPreparing(
        order.orderId(), terms().customerId(), terms().restaurantId(), terms().ownerId(), now);
  }

  Message ready() {
    return new OrderReady(
        order.orderId(), terms().customerId(), terms().restaurantId(), terms().ownerId(), now);
  }

  Message pickedUp(UserId driver) {
    return new OrderPickedUp(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        driver,
        now);
  }

  Message delivered(UserId driver) {
    return new OrderDelivered(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        driver,
        now);
  }

  Message settled() {
    return new OrderSettled(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        terms().charges(),
        now);
  }

  Message rejected(String reason) {
    return new OrderRejected(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        reason,
        now);
  }

  Message cancelled(Cancellation how) {
    return new OrderCancelled(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        how.by(),
        how.reason(),
        how.cost(),
        now);
  }

  Message failed(String reason) {
    return new OrderFailed(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        reason,
        now);
  }

  Message undelivered(UserId driver, String reason) {
    return new OrderUndelivered(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        driver,
        reason,
        now);
  }

  Message refunded(Adjustment refund) {
    return new OrderRefunded(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        refund.id(),
        refund.amount(),
        refund.reason(),
        now);
  }

  /** The same for the same attempt, so that it may be sent again. */
  Message reserveFunds() {
    Instant wanted = terms().scheduledFor() == null ? order.placedAt() : terms().scheduledFor();
    return new ReserveFunds(
        order.orderId(),
        terms().customerId(),
        terms().charges().total(),
        order.purse().attempt(),
        terms().cash() ? order.driverId() : null,
        wanted.plus(HOLD_LIFETIME));
  }

  Message releaseFunds() {
    return new ReleaseFunds(order.orderId(), terms().customerId(), order.purse().attempt());
  }

  /** The same for the same attempt, so that it may be sent again. */
  Message captureFunds() {
    Capture capture = order.capture();
    boolean whole = capture.amount().equals(terms().charges().total());
    return new CaptureFunds(
        order.orderId(),
        terms().customerId(),
        capture.legs(),
        order.purse().attempt(),
        whole ? null : capture.amount(),
        capture.subsidy().amountMinor() == 0 ? null : capture.subsidy());
  }

  Message adjustFunds(Adjustment adjustment) {
    return new AdjustFunds(
        order.orderId(),
        adjustment.id(),
        terms().customerId(),
        adjustment.movements(),
        adjustment.reason());
  }

  Message requestDelivery() {
    return new RequestDelivery(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        terms().restaurantName(),
        terms().pickup(),
        terms().dropoff(),
        terms().charges().delivery(),
        terms().charges().tip(),
        order.codes().pickup(),
        order.codes().delivery(),
        terms().cash() ? terms().charges().total() : null);
  }

  Message reassignDelivery(UserId driver, String reason) {
    return new ReassignDelivery(order.orderId(), driver, reason);
  }

  Message cancelDelivery(String reason) {
    return new CancelDelivery(order.orderId(), reason);
  }
}
