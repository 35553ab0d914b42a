package dev.dizhtime.contracts.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/**
 * Everyone who earned by an order has been paid.
 *
 * @param attempt as in {@link ReserveFunds}
 */
@MessageType(value = "dizhtime.wallet.funds-captured.v1", topic = Topic.ORDER_REPLIES)
public record FundsCaptured(
    OrderId orderId, Instant at, @JsonInclude(JsonInclude.Include.ALWAYS) int attempt)
    implements Message {
  /** Of the first attempt. */
  public FundsCaptured(OrderId orderId, Instant at) {
    this(orderId, at, 0);
  }

  @Override
  public String key() {
    return orderId.toString();
  }
}
