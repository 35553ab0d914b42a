package dev.dizhtime.notification.mail;

import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.telemetry.TraceContext;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The mails that wait. All times are the database's. A mail whose user is not known yet is not due:
 * it waits until the address is there. A mail that is no notification has its own address and
 * words.
 */
public record MailQueue(Postgres postgres) {
  /**
   * Longer than the sending of one claim can take, so that nobody else takes its mails meanwhile.
   */
  static final int LEASE_SECONDS = 300;

  /** How long a mail waits for a server that can't be reached. */
  static final int MAX_AGE_DAYS = 7;

  /** Claims mails that are due, at most {@code limit}, for the length of the lease. */
  List<Mail> claim(int limit) throws Exception {
    return postgres.inTransaction(
        tx -> {
          List<Mail> claimed = new ArrayList<>();
          tx.execute(
                  """
                  WITH due AS (
                    SELECT m.notification_id FROM mail m
                    LEFT JOIN notification n USING (notification_id)
                    LEFT JOIN known_user u ON u.user_id = n.user_id
                    WHERE m.state = 'PENDING' AND m.due_at <= clock_timestamp()
                      AND coalesce(m.address, u.email) IS NOT NULL
                    ORDER BY m.due_at LIMIT $1
                    FOR UPDATE OF m SKIP LOCKED
                  )
                  UPDATE mail m
                  SET due_at = clock_timestamp() + make_interval(secs => $2)
                  FROM due
                  LEFT JOIN notification n USING (notification_id)
                  LEFT JOIN known_user u ON u.user_id = n.user_id
                  WHERE m.notification_id = due.notification_id
                  RETURNING m.notification_id, m.failures, m.traceparent, m.request_id,
                            coalesce(m.title, n.title) AS title, coalesce(m.body, n.body) AS body,
                            coalesce(m.address, u.email) AS email,
                            coalesce(m.display_name, u.display_name) AS display_name,
                            m.created_at < clock_timestamp() - make_interval(days => $3) AS too_old,
                            coalesce(m.expires_at < clock_timestamp(), false) AS no_use
                  """,
                  limit,
                  (double) LEASE_SECONDS,
                  MAX_AGE_DAYS)
              .forEach(row -> claimed.add(read(row)));
          return claimed;
        });
  }

  private static Mail read(Row row) {
    return new Mail(
        row.getUUID("notification_id"),
        row.getString("email"),
        row.getString("display_name"),
        row.getString("title"),
        row.getString("body"),
        row.getInteger("failures"),
        row.getBoolean("too_old"),
        row.getBoolean("no_use"),
        new TraceContext(row.getString("traceparent"), row.getString("request_id")));
  }

  void sent(UUID id) {
    postgres.execute(
        """
        UPDATE mail SET state = 'SENT', ended_at = clock_timestamp(), body = NULL
        WHERE notification_id = $1
        """,
        id);
  }

  /** Ends the lease of a mail that was not sent through no fault of its own. */
  void giveBack(UUID id) {
    postgres.execute("UPDATE mail SET due_at = clock_timestamp() WHERE notification_id = $1", id);
  }

  /** Lets a mail that was refused wait a while. */
  void again(UUID id, int failures, long afterMillis, String reason) {
    postgres.execute(
        """
        UPDATE mail
        SET failures = $2, last_error = $4,
            due_at = clock_timestamp() + make_interval(secs => $3::double precision / 1000)
        WHERE notification_id = $1
        """,
        id,
        failures,
        (double) afterMillis,
        reason);
  }

  /** Gives up on a mail; the notification stays in the user's inbox. */
  void failed(UUID id, int failures, String reason) {
    postgres.execute(
        """
        UPDATE mail
        SET state = 'FAILED', failures = $2, last_error = $3, ended_at = clock_timestamp(),
            body = NULL
        WHERE notification_id = $1
        """,
        id,
        failures,
        reason);
  }

  /** How many wait to be sent, for the meter. */
  long pending() {
    return postgres
        .first("SELECT count(*) AS n FROM mail WHERE state = 'PENDING'")
        .orElseThrow()
        .getLong("n");
  }
}
