package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/** Money was added to a customer's wallet. */
@MessageType(value = "dizhtime.wallet.topped-up.v1", topic = Topic.WALLET)
public record WalletToppedUp(UserId userId, TransferId transferId, Money amount, Instant at)
    implements Message {
  @Override
  public String key() {
    return userId.toString();
  }
}
