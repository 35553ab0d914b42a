package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderPreparing;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import java.time.Instant;

/** Everything that the saga of one order says to others. */
record OrderMessages(Order order, Instant now) {
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
        terms().scheduledFor());
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

  Message failed(String reason) {
    return new OrderFailed(
        order.orderId(),
        terms().customerId(),
        terms().restaurantId(),
        terms().ownerId(),
        reason,
        now);
  }

  Message reserveFunds() {
    return new ReserveFunds(order.orderId(), terms().customerId(), terms().charges().total());
  }

  Message releaseFunds() {
    return new ReleaseFunds(order.orderId(), terms().customerId());
  }

  Message captureFunds(UserId driver) {
    return new CaptureFunds(order.orderId(), terms().customerId(), Payout.legs(order, driver));
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
        null,
        null,
        null);
  }
}
