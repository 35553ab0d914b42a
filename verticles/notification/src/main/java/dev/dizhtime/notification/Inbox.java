package dev.dizhtime.notification;

import dev.dizhtime.contracts.notification.NotificationCreated;
import dev.dizhtime.contracts.user.AccountDeleted;
import dev.dizhtime.contracts.user.UserRegistered;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.telemetry.TraceContext;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what users are told, in the transaction of the event that it is about. */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private Inbox() {}

  /** Takes over what there is to know of a user; mails that wait for the address can go then. */
  static void know(Tx tx, UserRegistered user) {
    tx.update(
        """
        INSERT INTO known_user (user_id, email, display_name) VALUES ($1, $2, $3)
        ON CONFLICT (user_id) DO UPDATE
        SET email = excluded.email, display_name = excluded.display_name
        """,
        user.userId().value(),
        user.email(),
        user.displayName());
  }

  /** Forgets a user: their address, their name, what they were told and have read. */
  static void forget(Tx tx, AccountDeleted user) {
    UUID id = user.userId().value();
    tx.update(
        """
        DELETE FROM mail USING notification n
        WHERE n.notification_id = mail.notification_id AND n.user_id = $1
        """,
        id);
    tx.update("DELETE FROM notification WHERE user_id = $1", id);
    tx.update("DELETE FROM restaurant_notice_read WHERE user_id = $1", id);
    tx.update("DELETE FROM known_user WHERE user_id = $1", id);
  }

  static void tell(Tx tx, List<Notice> notices) {
    notices.forEach(notice -> tell(tx, notice));
  }

  private static void tell(Tx tx, Notice notice) {
    UUID id = UUID.randomUUID();
    Row row =
        tx.first(
                """
                INSERT INTO notification (notification_id, user_id, topic, title, body)
                VALUES ($1, $2, $3, $4, $5) RETURNING created_at, position
                """,
                id,
                notice.userId().value(),
                notice.topic(),
                notice.title(),
                notice.body())
            .orElseThrow();
    Instant at = row.getOffsetDateTime("created_at").toInstant();
    if (notice.restaurantId() != null) {
      tx.update(
          "INSERT INTO restaurant_notice (notification_id, restaurant_id, position)"
              + " VALUES ($1, $2, $3)",
          id,
          notice.restaurantId().value(),
          row.getLong("position"));
    }
    TraceContext cause = TraceContext.current();
    tx.update(
        "INSERT INTO mail (notification_id, traceparent, request_id) VALUES ($1, $2, $3)",
        id,
        cause.traceparent(),
        cause.requestId());
    tx.send(
        new NotificationCreated(
            notice.userId(), id, notice.topic(), notice.title(), notice.body(), at));
    LOG.info("user {} is told {} in notification {}", notice.userId(), notice.topic(), id);
  }
}
