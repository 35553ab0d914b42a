package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import java.time.Instant;

/** The money has moved as {@link AdjustFunds} asked. */
@MessageType(value = "dizhtime.wallet.funds-adjusted.v1", topic = Topic.ORDER_REPLIES)
public record FundsAdjusted(OrderId orderId, TransferId adjustmentId, Instant at)
    implements Message {
  @Override
  public String key() {
    return orderId.toString();
  }
}
