package dev.dizhtime.contracts.user;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * An account is gone, and its owner with it: whoever keeps a name or an address of theirs forgets
 * it now. Compaction takes {@link UserRegistered} from the topic. Orders and the ledger stay, with
 * the bare user id.
 */
@MessageType(value = "dizhtime.user.deleted.v1", topic = Topic.USERS)
public record AccountDeleted(UserId userId, Instant deletedAt) implements Message {
  @Override
  public String key() {
    return userId.toString();
  }
}
