package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;

/**
 * Asks to take this driver off an order and find another. Answered by {@link DeliveryUnassigned};
 * ignored when the driver does not have it, or has picked it up.
 *
 * @param reason a code, e.g. {@code CASH_LIMIT}, {@code PICKUP_LATE}, {@code OPERATOR}
 */
@MessageType(value = "dizhtime.delivery.reassign.v1", topic = Topic.DELIVERY_COMMANDS)
public record ReassignDelivery(OrderId orderId, UserId driverId, String reason) implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
