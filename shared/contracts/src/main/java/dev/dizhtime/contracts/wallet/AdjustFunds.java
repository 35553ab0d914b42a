package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import java.util.List;

/**
 * Asks to put an order's money right after the fact: a refund to the customer, a compensation for
 * the restaurant. All movements or none. Answered by {@link FundsAdjusted} or {@link
 * AdjustmentRefused}.
 *
 * @param adjustmentId the same id with the same content is the same adjustment, with other content
 *     a conflict
 * @param movements 1 to 50; what the customer gets back over all adjustments of the order is at
 *     most what was captured of it
 * @param reason in words, 1 to 300 characters
 */
@MessageType(value = "dizhtime.wallet.adjust-funds.v1", topic = Topic.WALLET_COMMANDS)
public record AdjustFunds(
    OrderId orderId,
    TransferId adjustmentId,
    UserId customerId,
    List<Movement> movements,
    String reason)
    implements Message {
  public AdjustFunds {
    movements = List.copyOf(movements);
  }

  @Override
  public String key() {
    return orderId.toString();
  }
}
