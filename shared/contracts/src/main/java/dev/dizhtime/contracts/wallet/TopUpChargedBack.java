package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * The customer's bank took a payment back. The wallet is debited as far as there is money that no
 * order holds; the platform bears the rest.
 *
 * @param transferId of the first transfer that undoes the top-up
 */
@MessageType(value = "dizhtime.wallet.top-up-charged-back.v1", topic = Topic.WALLET)
public record TopUpChargedBack(
    UserId userId, UUID topUpId, TransferId transferId, Money amount, Instant at)
    implements Message {
  @Override
  public String key() {
    return userId.toString();
  }
}
