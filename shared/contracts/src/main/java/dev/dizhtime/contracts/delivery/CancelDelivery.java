package dev.dizhtime.contracts.delivery;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;

/** Asks to call the driver off; ignored once the order is picked up. */
@MessageType(value = "dizhtime.delivery.cancel.v1", topic = Topic.DELIVERY_COMMANDS)
public record CancelDelivery(OrderId orderId, String reason) implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
