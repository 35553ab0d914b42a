package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.util.List;

/**
 * Asks to pay out what was held for an order, all legs or none. Answered by {@link FundsCaptured}
 * or {@link FundsRefused}.
 *
 * @param legs who gets what; their sum is what was held
 */
@MessageType(value = "dizhtime.wallet.capture-funds.v1", topic = Topic.WALLET_COMMANDS)
public record CaptureFunds(OrderId orderId, UserId customerId, List<Leg> legs) implements Message {
  public CaptureFunds {
    legs = List.copyOf(legs);
  }

  @Override
  public String key() {
    return orderId.toString();
  }
}
