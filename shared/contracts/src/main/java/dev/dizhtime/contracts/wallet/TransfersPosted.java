package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;
import java.util.UUID;

/** The transfers of a {@link PostTransfers} are written. */
@MessageType(value = "dizhtime.wallet.transfers-posted.v1", topic = Topic.WALLET_REPLIES)
public record TransfersPosted(UUID commandId, Instant at) implements Message {
  @Override
  public String key() {
    return commandId.toString();
  }
}
