package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/** The money of an order is held. */
@MessageType(value = "dizhtime.wallet.funds-reserved.v1", topic = Topic.ORDER_REPLIES)
public record FundsReserved(OrderId orderId, Money amount, Instant at) implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
