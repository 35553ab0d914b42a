package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/** Nothing is held for the order any more. */
@MessageType(value = "dizhtime.wallet.funds-released.v1", topic = Topic.ORDER_REPLIES)
public record FundsReleased(OrderId orderId, Instant at) implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
