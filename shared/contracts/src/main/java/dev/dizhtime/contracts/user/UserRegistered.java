package dev.dizhtime.contracts.user;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.List;

/**
 * An account exists. The whole snapshot of what others may know of it.
 *
 * @param roles lower case: customer, restaurant, driver, admin
 */
@MessageType(value = "dizhtime.user.registered.v1", topic = Topic.USERS)
public record UserRegistered(
    UserId userId, String email, String displayName, List<String> roles, Instant registeredAt)
    implements Message {
  public UserRegistered {
    roles = List.copyOf(roles);
  }

  @Override
  public String key() {
    return userId.toString();
  }
}
