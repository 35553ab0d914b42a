package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import java.time.Instant;

/**
 * An {@link AdjustFunds} was refused and changed nothing.
 *
 * @param reason a code: {@code EXCEEDS_CAPTURED}, {@code NOT_CAPTURED}, {@code UNKNOWN_ACCOUNT},
 *     {@code AMOUNT_MISMATCH}, {@code INSUFFICIENT_FUNDS} or {@code CONFLICT}
 */
@MessageType(value = "dizhtime.wallet.adjustment-refused.v1", topic = Topic.ORDER_REPLIES)
public record AdjustmentRefused(OrderId orderId, TransferId adjustmentId, String reason, Instant at)
    implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
