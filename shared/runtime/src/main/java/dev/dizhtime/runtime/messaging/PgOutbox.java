package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.TraceContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * The outbox table of a PostgreSQL database. One relay is active per database: it holds an advisory
 * lock on a connection of its own, which PostgreSQL gives up when that connection ends. A process
 * has one relay however many instances of the service it runs, so each commit in it wakes the
 * relay; what another process commits is found by the relay's slow look.
 */
public final class PgOutbox implements OutboxSource {
  private static final long RELAY_LOCK = 0x44495a48_4f555442L; // "DIZHOUTB"

  private final Postgres postgres;
  private SqlConnection connection;
  private boolean locked;

  private PgOutbox(Postgres postgres) {
    this.postgres = postgres;
  }

  /** Starts the relay of a database's outbox, woken by each commit that wrote to it. */
  public static void relay(ServiceContext service, Postgres postgres, Publisher publisher) {
    OutboxRelay relay =
        service.oncePerProcess(
            "outbox relay",
            () -> {
              PgOutbox outbox = new PgOutbox(postgres);
              service.onStop("outbox lock", outbox::release);
              return OutboxRelay.start(service, outbox, publisher);
            });
    postgres.afterSend(relay::wake);
  }

  @Override
  public List<Waiting> next(int limit) {
    if (!active()) {
      return List.of();
    }
    List<Waiting> batch = new ArrayList<>();
    for (Row row :
        postgres.execute(
            """
            SELECT id, message_id, type, topic, message_key, payload, traceparent, request_id,
                   created_at
            FROM outbox ORDER BY id LIMIT $1
            """,
            limit)) {
      batch.add(new Waiting(row.getLong("id"), envelope(row)));
    }
    return batch;
  }

  private static Envelope envelope(Row row) {
    return new Envelope(
        row.getUUID("message_id"),
        row.getString("type"),
        Topic.valueOf(row.getString("topic")),
        row.getString("message_key"),
        row.getString("payload"),
        row.getOffsetDateTime("created_at").toInstant(),
        new TraceContext(row.getString("traceparent"), row.getString("request_id")));
  }

  @Override
  public void published(List<Waiting> done) {
    Long[] ids = done.stream().map(each -> (Long) each.position()).toArray(Long[]::new);
    postgres.execute("DELETE FROM outbox WHERE id = ANY ($1)", (Object) ids);
  }

  @Override
  public long waiting() {
    return postgres.first("SELECT count(*) AS n FROM outbox").orElseThrow().getLong("n");
  }

  @Override
  public long lagMillis() {
    return postgres
        .first(
            """
            SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)) * 1000, 0)::bigint
                   AS lag
            FROM outbox
            """)
        .orElseThrow()
        .getLong("lag");
  }

  /** Whether this relay holds the lock, or gets it now. */
  private boolean active() {
    if (connection == null) {
      SqlConnection opened = postgres.dedicatedConnection();
      opened.closeHandler(_ -> forget());
      connection = opened;
    }
    if (!locked) {
      locked =
          connection
              .query("SELECT pg_try_advisory_lock(" + RELAY_LOCK + ") AS locked")
              .execute()
              .await()
              .iterator()
              .next()
              .getBoolean("locked");
    }
    return locked;
  }

  private void forget() {
    connection = null;
    locked = false;
  }

  private void release() {
    if (connection != null) {
      connection.close().await();
    }
  }
}
