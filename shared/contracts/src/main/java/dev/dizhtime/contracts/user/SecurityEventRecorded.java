package dev.dizhtime.contracts.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * Something happened that matters to the security of an account or of the platform.
 *
 * @param kind what, e.g. {@code LOG_IN_FAILED}; new kinds may come at any time
 * @param userId whose account it is about; absent when it is about none
 * @param actorId who did it, when they were logged in and are not the account's owner
 * @param device what the client called itself
 * @param detail more of it, e.g. the id of a key; never a secret
 */
@MessageType(value = "dizhtime.security.event-recorded.v1", topic = Topic.SECURITY)
public record SecurityEventRecorded(
    UUID eventId,
    String kind,
    @JsonInclude(JsonInclude.Include.NON_NULL) UserId userId,
    @JsonInclude(JsonInclude.Include.NON_NULL) UserId actorId,
    @JsonInclude(JsonInclude.Include.NON_NULL) String device,
    @JsonInclude(JsonInclude.Include.NON_NULL) String detail,
    Instant at)
    implements Message {
  /** The account's id; the event's own when it is about no account. */
  @Override
  public String key() {
    return userId == null ? eventId.toString() : userId.toString();
  }
}
