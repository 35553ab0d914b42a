package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/**
 * A command about an order's money was refused and changed nothing.
 *
 * @param reason a code: {@code INSUFFICIENT_FUNDS}, {@code UNKNOWN_ACCOUNT}, {@code NOT_RESERVED}
 *     or {@code AMOUNT_MISMATCH}
 */
@MessageType(value = "dizhtime.wallet.funds-refused.v1", topic = Topic.ORDER_REPLIES)
public record FundsRefused(OrderId orderId, String reason, Instant at) implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
