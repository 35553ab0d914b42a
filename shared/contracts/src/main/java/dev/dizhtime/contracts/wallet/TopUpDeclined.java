package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * A payment into a wallet did not come about.
 *
 * @param reason the provider's code, e.g. {@code card_declined}
 */
@MessageType(value = "dizhtime.wallet.top-up-declined.v1", topic = Topic.WALLET)
public record TopUpDeclined(UserId userId, UUID topUpId, Money amount, String reason, Instant at)
    implements Message {
  @Override
  public String key() {
    return userId.toString();
  }
}
