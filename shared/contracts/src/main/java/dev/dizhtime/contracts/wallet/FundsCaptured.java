package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/** Everyone who earned by an order has been paid. */
@MessageType(value = "dizhtime.wallet.funds-captured.v1", topic = Topic.ORDER_REPLIES)
public record FundsCaptured(OrderId orderId, Instant at) implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
