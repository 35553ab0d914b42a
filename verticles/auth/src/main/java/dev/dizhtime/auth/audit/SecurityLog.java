package dev.dizhtime.auth.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.usecase.SecurityEvents;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.user.SecurityEventRecorded;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The security log in PostgreSQL and on its topic. */
public final class SecurityLog implements SecurityEvents {
  /** How long an entry is kept. */
  public static final int KEPT_DAYS = 180;

  private static final int PIECE = 500;

  private final Postgres postgres;

  /** An entry as it is shown; its position is the cursor. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      UUID eventId,
      String kind,
      UUID userId,
      UUID actorId,
      String device,
      String detail,
      Instant at) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<Entry> items, String nextCursor) {}

  public SecurityLog(Postgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Keeps it and tells the others, if and when the transaction commits. Entries of one account that
   * are written at the same time may be told in either order.
   */
  public static void record(Tx tx, SecurityEvent event) {
    UUID id = UUID.randomUUID();
    Instant at =
        tx.first(
                """
                INSERT INTO security_event (event_id, kind, user_id, actor_id, device, detail)
                VALUES ($1, $2, $3, $4, $5, $6) RETURNING at
                """,
                id,
                event.kind(),
                uuid(event.userId()),
                uuid(event.actorId()),
                event.device(),
                event.detail())
            .orElseThrow()
            .getOffsetDateTime("at")
            .toInstant();
    tx.send(
        new SecurityEventRecorded(
            id,
            event.kind().name(),
            event.userId(),
            event.actorId(),
            event.device(),
            event.detail(),
            at));
  }

  @Override
  public void record(SecurityEvent event) throws Exception {
    postgres.inTransaction(
        tx -> {
          record(tx, event);
          return null;
        });
  }

  /**
   * Entries, the newest first.
   *
   * @param userId whose; null for everybody's and those about nobody
   * @param before the position of the last one seen, or null
   */
  Page list(UUID userId, Long before, int limit) {
    List<Entry> entries = new ArrayList<>();
    String next = null;
    String last = null;
    for (Row row :
        postgres.execute(
            """
            SELECT event_id, position, kind, user_id, actor_id, device, detail, at
            FROM security_event
            WHERE ($1::uuid IS NULL OR user_id = $1) AND ($2::bigint IS NULL OR position < $2)
            ORDER BY position DESC LIMIT $3
            """,
            userId,
            before,
            limit + 1)) {
      if (entries.size() == limit) {
        next = last;
      } else {
        entries.add(entry(row));
        last = row.getLong("position").toString();
      }
    }
    return new Page(entries, next);
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getUUID("event_id"),
        row.getString("kind"),
        row.getUUID("user_id"),
        row.getUUID("actor_id"),
        row.getString("device"),
        row.getString("detail"),
        row.getOffsetDateTime("at").toInstant());
  }

  /** Forgets what is old, a bounded piece; returns whether there is more. */
  public static boolean forget(Postgres postgres) {
    return postgres
            .execute(
                """
                DELETE FROM security_event WHERE event_id IN (
                  SELECT event_id FROM security_event
                  WHERE at < clock_timestamp() - make_interval(days => $1) ORDER BY at LIMIT $2)
                """,
                KEPT_DAYS,
                PIECE)
            .rowCount()
        == PIECE;
  }

  private static UUID uuid(UserId userId) {
    return userId == null ? null : userId.value();
  }
}
