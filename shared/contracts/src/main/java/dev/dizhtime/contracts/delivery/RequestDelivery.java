package dev.dizhtime.contracts.delivery;

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
    Money tip)
    implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
