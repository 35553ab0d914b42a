package dev.dizhtime.contracts.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/**
 * The money of an order is held.
 *
 * @param attempt as in {@link ReserveFunds}
 */
@MessageType(value = "dizhtime.wallet.funds-reserved.v1", topic = Topic.ORDER_REPLIES)
public record FundsReserved(
    OrderId orderId, Money amount, Instant at, @JsonInclude(JsonInclude.Include.ALWAYS) int attempt)
    implements Message {
  /** Of the first attempt. */
  public FundsReserved(OrderId orderId, Money amount, Instant at) {
    this(orderId, amount, at, 0);
  }

  @Override
  public String key() {
    return orderId.toString();
  }
}
