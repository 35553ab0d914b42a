package dev.dizhtime.runtime.postgres;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.runtime.messaging.Envelope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transaction that is open. Statements take {@code $1}, {@code $2}…; instants and enums may be
 * given as they are. Methods await unless they say otherwise, so they are called on a virtual
 * thread of the service.
 *
 * <p>The database does one statement after the other in the order in which they were sent, awaited
 * or not. What needs no answer is better {@linkplain #submit submitted}: several statements then
 * take one round trip, the last of them together with the commit.
 */
public final class Tx {
  private static final String INTEGRITY_VIOLATION = "23";

  private final SqlConnection connection;
  private final int attempt;
  private final List<Future<?>> submitted = new ArrayList<>();
  private final List<Runnable> last = new ArrayList<>();
  private final List<Envelope> outgoing = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private Optional<AnswerBound> lenient = Optional.empty();

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

  /**
   * Lets each statement of this transaction take an hour, where others have {@code
   * DIZHTIME_POSTGRES_ANSWER_MILLIS}: for what reads a whole database.
   */
  public void takesLong() {
    lenient = AnswerBound.of(connection);
    lenient.ifPresent(bound -> bound.beLenient(true));
  }

  /** Gives the connection back as it was. */
  void release() {
    lenient.ifPresent(bound -> bound.beLenient(false));
    connection.close();
  }

  /** Runs a statement and returns its rows. */
  public RowSet<Row> execute(String sql, Object... arguments) {
    return awaited(connection.preparedQuery(sql).execute(Arguments.of(arguments)));
  }

  /** Runs a statement once per tuple, in one round trip. */
  public void executeBatch(String sql, List<Tuple> batch) {
    if (!batch.isEmpty()) {
      awaited(connection.preparedQuery(sql).executeBatch(batch));
    }
  }

  /**
   * Sends a statement and does not wait. When it fails, so does the next statement that is waited
   * for, or the commit, with its failure; an integrity violation then means that the work rested on
   * what has changed meanwhile, see {@link MetAnotherException}.
   *
   * @return its rows; need not be awaited
   */
  public Future<RowSet<Row>> submit(String sql, Object... arguments) {
    Future<RowSet<Row>> sent =
        connection.preparedQuery(sql).execute(Arguments.of(arguments)).recover(Tx::judged);
    submitted.add(sent);
    return sent;
  }

  /**
   * {@linkplain #submit Submits} a statement right before the commit, after all others: for rows
   * that everyone changes, so that nobody waits for them longer than the commit takes.
   */
  public void submitLast(String sql, Object... arguments) {
    last.add(() -> submit(sql, arguments));
  }

  /** Submits now what was kept for last, because what follows reads it. */
  public void submitKept() {
    last.forEach(Runnable::run);
    last.clear();
  }

  private static <T> Future<T> judged(Throwable failure) {
    return failure instanceof PgException e
            && String.valueOf(e.getSqlState()).startsWith(INTEGRITY_VIOLATION)
        ? Future.failedFuture(new MetAnotherException(e.getMessage(), e))
        : Future.failedFuture(failure);
  }

  /** The failure of a submitted statement is the reason why this one was not done. */
  private <T> T awaited(Future<T> statement) {
    try {
      return statement.await();
    } catch (PgException e) {
      throwFirstFailure();
      throw e;
    }
  }

  /**
   * Each is awaited, though the database has answered them all by now: an answer that came may
   * still stand in line to be told to this thread, and would not look like a failure.
   */
  private void throwFirstFailure() {
    for (Future<?> each : submitted) {
      each.await();
    }
  }

  /** Begins it, without waiting; a statement of its own that nobody follows on a trace. */
  void begin() {
    try (Scope _ = Context.root().makeCurrent()) {
      submitted.add(connection.query("BEGIN").execute());
    }
  }

  /**
   * Submits what was kept, commits and waits. A database that was told to commit what has failed
   * rolls it back without a word, so what was submitted is looked at, too.
   */
  void commit() {
    submitKept();
    awaited(connection.query("COMMIT").execute());
    throwFirstFailure();
  }

  void rollback() {
    connection.query("ROLLBACK").execute().await();
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
