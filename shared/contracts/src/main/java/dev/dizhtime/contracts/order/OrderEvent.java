package dev.dizhtime.contracts.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * Something that happened to an order. Each says whose order it is, so that a reader needs no
 * memory to tell whom it concerns.
 */
public sealed interface OrderEvent extends Message
    permits OrderPlaced,
        OrderFunded,
        OrderAccepted,
        OrderPreparing,
        OrderReady,
        OrderPickedUp,
        OrderDelivered,
        OrderSettled,
        OrderRejected,
        OrderFailed,
        OrderScheduled,
        OrderCancelled,
        OrderUndelivered,
        OrderRefunded {
  OrderId orderId();

  UserId customerId();

  RestaurantId restaurantId();

  /** The owner of the restaurant, who answers for it. */
  UserId ownerId();

  /** When it happened. */
  Instant at();

  @Override
  @JsonIgnore
  default String key() {
    return orderId().toString();
  }
}
