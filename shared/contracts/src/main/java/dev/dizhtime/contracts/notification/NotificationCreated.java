package dev.dizhtime.contracts.notification;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * A user was told something.
 *
 * @param topic a code for the kind, e.g. {@code order.settled}
 * @param title one line, up to 120 characters
 * @param body plain text, up to 1,000 characters
 */
@MessageType(value = "dizhtime.notification.created.v1", topic = Topic.NOTIFICATIONS)
public record NotificationCreated(
    UserId userId, UUID notificationId, String topic, String title, String body, Instant at)
    implements Message {
  @Override
  public String key() {
    return userId.toString();
  }
}
