package dev.dizhtime.contracts.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.util.List;

/**
 * Asks to pay out what was held for an order, all legs or none. Answered by {@link FundsCaptured}
 * or {@link FundsRefused}.
 *
 * @param legs who gets what; their sum is {@code amount} and {@code subsidy} together
 * @param attempt as in {@link ReserveFunds}
 * @param amount what is taken of the hold, the rest goes back; null for all of it
 * @param subsidy what the platform adds from its promotion account; null for nothing
 */
@MessageType(value = "dizhtime.wallet.capture-funds.v1", topic = Topic.WALLET_COMMANDS)
public record CaptureFunds(
    OrderId orderId,
    UserId customerId,
    List<Leg> legs,
    @JsonInclude(JsonInclude.Include.ALWAYS) int attempt,
    @JsonInclude(JsonInclude.Include.NON_NULL) Money amount,
    @JsonInclude(JsonInclude.Include.NON_NULL) Money subsidy)
    implements Message {
  public CaptureFunds {
    legs = List.copyOf(legs);
  }

  /** All of the first attempt's hold, and nothing added. */
  public CaptureFunds(OrderId orderId, UserId customerId, List<Leg> legs) {
    this(orderId, customerId, legs, 0, null, null);
  }

  @Override
  public String key() {
    return orderId.toString();
  }
}
