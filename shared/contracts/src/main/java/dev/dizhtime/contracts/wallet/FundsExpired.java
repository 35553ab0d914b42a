package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/**
 * A hold was not captured in time and has lapsed; the money is the payer's again.
 *
 * @param attempt as in {@link ReserveFunds}
 */
@MessageType(value = "dizhtime.wallet.funds-expired.v1", topic = Topic.ORDER_REPLIES)
public record FundsExpired(OrderId orderId, int attempt, Instant at) implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
