package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.TraceContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The outbox table of a PostgreSQL database. One relay is active per database: it holds an advisory
 * lock on a connection of its own, which PostgreSQL gives up when that connection ends, or when
 * nothing was heard on it for {@code DIZHTIME_POSTGRES_SILENCE_MILLIS}. A process has one relay
 * however many instances of the service it runs, so each commit in it wakes the relay; what another
 * process commits is found by the relay's slow look.
 */
public final class PgOutbox implements OutboxSource {
  private static final long RELAY_LOCK = 0x44495a48_4f555442L; // "DIZHOUTB"

  private final Postgres postgres;
  private final Supplier<SqlConnection> connections;
  private SqlConnection connection;
  private boolean locked;

  /** Takes the lock on one of these connections, and another one when that has ended. */
  PgOutbox(Postgres postgres, Supplier<SqlConnection> connections) {
    this.postgres = postgres;
    this.connections = connections;
  }

  /** Starts the relay of a database's outbox, woken by each commit that wrote to it. */
  public static void relay(ServiceContext service, Postgres postgres, Publisher publisher) {
    OutboxRelay relay =
        service.oncePerProcess(
            "outbox relay",
            () -> {
              PgOutbox outbox = new PgOutbox(postgres, postgres::dedicatedConnection);
              service.onStop("outbox lock", outbox::release);
              return OutboxRelay.start(service, outbox, publisher);
            });
    postgres.afterSend(relay::wake);
  }

  @Override
  public List<Waiting> next(int limit) {
    try {
      return active() ? read(limit) : List.of();
    } catch (RuntimeException e) {
      // A connection that was lost before anybody listened would say so for ever.
      abandon();
      throw e;
    }
  }

  /** On the connection that holds the lock: who has lost it reads nothing. */
  private List<Waiting> read(int limit) {
    List<Waiting> batch = new ArrayList<>();
    for (Row row :
        connection
            .preparedQuery(
                """
                SELECT id, message_id, type, topic, message_key, payload, traceparent, request_id,
                       created_at
                FROM outbox WHERE created_at < 'infinity' ORDER BY id LIMIT $1
                """)
            .execute(Tuple.of(limit))
            .await()) {
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

  /** A message that is set aside stays in the table and is of no time; nobody reads it then. */
  @Override
  public void setAside(List<Waiting> unsendable) {
    Long[] ids = unsendable.stream().map(each -> (Long) each.position()).toArray(Long[]::new);
    postgres.execute("UPDATE outbox SET created_at = 'infinity' WHERE id = ANY ($1)", (Object) ids);
  }

  @Override
  public long waiting() {
    return measured("SELECT count(*) AS n FROM outbox WHERE created_at < 'infinity'");
  }

  @Override
  public long aside() {
    return measured("SELECT count(*) AS n FROM outbox WHERE created_at = 'infinity'");
  }

  @Override
  public long lagMillis() {
    return measured(
        """
        SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)) * 1000, 0)::bigint
               AS n
        FROM outbox WHERE created_at < 'infinity'
        """);
  }

  /**
   * Asks on the connection that holds the lock, where there is one: the database, which ends the
   * session of a client that says nothing, hears from it also while Kafka is waited for.
   */
  private long measured(String sql) {
    SqlConnection mine = connection;
    return mine == null
        ? postgres.first(sql).orElseThrow().getLong("n")
        : mine.query(sql).execute().await().iterator().next().getLong("n");
  }

  /** Whether this relay holds the lock, or gets it now. */
  private boolean active() {
    if (connection == null) {
      SqlConnection opened = connections.get();
      opened.closeHandler(_ -> forget(opened));
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

  private void forget(SqlConnection closed) {
    if (connection == closed) {
      connection = null;
      locked = false;
    }
  }

  private void abandon() {
    SqlConnection lost = connection;
    if (lost != null) {
      forget(lost);
      lost.close();
    }
  }

  private void release() {
    if (connection != null) {
      connection.close().await();
    }
  }
}
