package dev.dizhtime.contracts.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * Asks to hold the money of an order. Answered by {@link FundsReserved} or {@link FundsRefused}.
 *
 * @param attempt tells the holds of one order apart, from 0; a command with the same attempt is the
 *     same command
 * @param driverId whose cash float is to be debited, for an order that is paid in cash; null for
 *     the customer's wallet
 * @param expiresAt when the hold lapses if nothing is heard, which {@link FundsExpired} tells; null
 *     for never
 */
@MessageType(value = "dizhtime.wallet.reserve-funds.v1", topic = Topic.WALLET_COMMANDS)
public record ReserveFunds(
    OrderId orderId,
    UserId customerId,
    Money amount,
    @JsonInclude(JsonInclude.Include.ALWAYS) int attempt,
    @JsonInclude(JsonInclude.Include.NON_NULL) UserId driverId,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant expiresAt)
    implements Message {
  /** From the customer's wallet, the first time, without an end. */
  public ReserveFunds(OrderId orderId, UserId customerId, Money amount) {
    this(orderId, customerId, amount, 0, null, null);
  }

  @Override
  public String key() {
    return orderId.toString();
  }
}
