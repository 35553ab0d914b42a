package dev.dizhtime.runtime.postgres;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.runtime.messaging.Envelope;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transaction that is open. Statements take {@code $1}, {@code $2}…; instants and enums may be
 * given as they are. Every method awaits, so it is called on a virtual thread of the service.
 */
public final class Tx {
  private final SqlConnection connection;
  private final int attempt;
  private final List<Envelope> outgoing = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  Tx(SqlConnection connection, int attempt) {
    this.connection = connection;
    this.attempt = attempt;
  }

  /**
   * The how manieth try of the work this is, from 1. Work that was done on a guess and had to be
   * rolled back can be careful the second time.
   */
  public int attempt() {
    return attempt;
  }

  /** Runs a statement and returns its rows. */
  public RowSet<Row> execute(String sql, Object... arguments) {
    return connection.preparedQuery(sql).execute(Arguments.of(arguments)).await();
  }

  /** Runs a statement once per tuple, in one round trip. */
  public void executeBatch(String sql, List<Tuple> batch) {
    if (!batch.isEmpty()) {
      connection.preparedQuery(sql).executeBatch(batch).await();
    }
  }

  /** The first row, if there is one. */
  public Optional<Row> first(String sql, Object... arguments) {
    var rows = execute(sql, arguments).iterator();
    return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
  }

  /** Runs a statement and returns how many rows it changed. */
  public int update(String sql, Object... arguments) {
    return execute(sql, arguments).rowCount();
  }

  /**
   * Sends a message if and when this transaction commits, on the trace that is current now. Whoever
   * calls holds the lock of the row of the message's aggregate, so that messages of one key keep
   * their order.
   */
  public void send(Message message) {
    outgoing.add(Envelope.of(message));
  }

  /**
   * Does this if and when this transaction has committed: a log line, a meter, a wake-up. Not for
   * what must happen, since a crash may come between.
   */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }

  boolean writeOutbox() {
    executeBatch(
        """
        INSERT INTO outbox (message_id, type, topic, message_key, payload, traceparent, request_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        outgoing.stream()
            .map(
                each ->
                    Tuple.of(
                        each.id(),
                        each.type(),
                        each.topic().name(),
                        each.key(),
                        each.payload(),
                        each.cause().traceparent(),
                        each.cause().requestId()))
            .toList());
    return !outgoing.isEmpty();
  }
}
