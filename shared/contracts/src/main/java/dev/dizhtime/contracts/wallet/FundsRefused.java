package dev.dizhtime.contracts.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;

/**
 * A command about an order's money was refused and changed nothing.
 *
 * @param reason a code: {@code INSUFFICIENT_FUNDS}, {@code CREDIT_LIMIT}, {@code UNKNOWN_ACCOUNT},
 *     {@code NOT_RESERVED}, {@code AMOUNT_MISMATCH} or {@code CONFLICT}
 * @param attempt as in {@link ReserveFunds}
 * @param operation what was asked for; null from senders that did not tell yet
 */
@MessageType(value = "dizhtime.wallet.funds-refused.v1", topic = Topic.ORDER_REPLIES)
public record FundsRefused(
    OrderId orderId,
    String reason,
    Instant at,
    @JsonInclude(JsonInclude.Include.ALWAYS) int attempt,
    @JsonInclude(JsonInclude.Include.NON_NULL) Operation operation)
    implements Message {
  /** What can be refused. */
  public enum Operation {
    RESERVE,
    CAPTURE,
    RELEASE
  }

  @Override
  public String key() {
    return orderId.toString();
  }
}
