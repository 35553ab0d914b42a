package dev.dizhtime.contracts.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;

/**
 * Asks to give back what an attempt held for an order. Answered by {@link FundsReleased}, also when
 * nothing was held, and then a later {@link ReserveFunds} of the same attempt is refused; by {@link
 * FundsRefused} when the money was captured before.
 *
 * @param attempt as in {@link ReserveFunds}
 */
@MessageType(value = "dizhtime.wallet.release-funds.v1", topic = Topic.WALLET_COMMANDS)
public record ReleaseFunds(
    OrderId orderId, UserId customerId, @JsonInclude(JsonInclude.Include.ALWAYS) int attempt)
    implements Message {
  /** Of the first attempt. */
  public ReleaseFunds(OrderId orderId, UserId customerId) {
    this(orderId, customerId, 0);
  }

  @Override
  public String key() {
    return orderId.toString();
  }
}
