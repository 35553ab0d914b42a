package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;

/**
 * Asks to give back what was held for an order. Answered by {@link FundsReleased}, also when
 * nothing was held; by {@link FundsRefused} when the money was captured before.
 */
@MessageType(value = "dizhtime.wallet.release-funds.v1", topic = Topic.WALLET_COMMANDS)
public record ReleaseFunds(OrderId orderId, UserId customerId) implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
