package dev.dizhtime.contracts.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;

/**
 * Asks to find a driver for an accepted order.
 *
 * @param fee what the driver earns for the way
 * @param tip what the driver earns beside it
 * @param pickupCode the restaurant knows it, the driver needs it to pick up: 4 digits; none is
 *     asked for when null
 * @param deliveryCode the customer knows it, the driver needs it to hand over: 4 digits; none is
 *     asked for when null
 * @param collect what the customer pays the driver in cash; null for nothing
 */
@MessageType(value = "dizhtime.delivery.request.v1", topic = Topic.DELIVERY_COMMANDS)
public record RequestDelivery(
    OrderId orderId,
    UserId customerId,
    RestaurantId restaurantId,
    UserId ownerId,
    String restaurantName,
    Place pickup,
    Place dropoff,
    Money fee,
    Money tip,
    @JsonInclude(JsonInclude.Include.NON_NULL) String pickupCode,
    @JsonInclude(JsonInclude.Include.NON_NULL) String deliveryCode,
    @JsonInclude(JsonInclude.Include.NON_NULL) Money collect)
    implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }

  /** Without the codes, which belong into no log. */
  @Override
  public String toString() {
    return "RequestDelivery[" + orderId + "]";
  }
}
