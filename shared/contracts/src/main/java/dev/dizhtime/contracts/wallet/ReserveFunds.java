package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;

/**
 * Asks to hold a customer's money for an order. Answered by {@link FundsReserved} or {@link
 * FundsRefused}.
 */
@MessageType(value = "dizhtime.wallet.reserve-funds.v1", topic = Topic.WALLET_COMMANDS)
public record ReserveFunds(OrderId orderId, UserId customerId, Money amount) implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
