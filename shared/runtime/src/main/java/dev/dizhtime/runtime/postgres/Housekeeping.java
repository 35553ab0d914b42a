package dev.dizhtime.runtime.postgres;

import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is remembered of messages and requests once nothing can repeat them any more. Once
 * an hour it goes on until nothing old is left, however much came meanwhile, in pieces with pauses
 * between them; several processes share the work.
 */
public final class Housekeeping {
  /** A day more than the longest retention of a topic that is read by offset. */
  static final int KEEP_DAYS = 31;

  /** The rows of a piece. */
  static final int PIECE = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final long EVERY_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final long PAUSE_MILLIS = 100;
  private static final List<Old> OF_EVERY_SERVICE =
      List.of(
          new Old("inbox", "received_at", KEEP_DAYS),
          new Old("idempotency_key", "created_at", KEEP_DAYS));

  private final ServiceContext service;
  private final Postgres postgres;
  private final List<Old> old;
  private final Promise<Void> stop = Promise.promise();

  /**
   * Rows that are to be deleted when they are old; words of ours, for they become part of
   * statements.
   *
   * @param column tells when a row was made; it has an index
   * @param days how old a row gets
   */
  public record Old(String table, String column, int days) {}

  Housekeeping(ServiceContext service, Postgres postgres, List<Old> old) {
    this.service = service;
    this.postgres = postgres;
    this.old = old;
  }

  static void start(ServiceContext service, Postgres postgres) {
    start(service, postgres, OF_EVERY_SERVICE);
  }

  /** Deletes these, too, once an hour, in one instance of a process; ends with the service. */
  public static void start(ServiceContext service, Postgres postgres, List<Old> old) {
    service.oncePerProcess(
        "housekeeping of " + old,
        () -> {
          var housekeeping = new Housekeeping(service, postgres, old);
          Future<Void> ended = service.spawn("housekeeping", housekeeping::loop);
          service.onStop(
              "housekeeping",
              () -> {
                housekeeping.stop();
                ended.await();
              });
          return housekeeping;
        });
  }

  /** Deletes these at once. Awaits until none of them is left. */
  public static void run(ServiceContext service, Postgres postgres, List<Old> old) {
    new Housekeeping(service, postgres, old).run();
  }

  void stop() {
    stop.tryComplete();
  }

  private void loop() {
    while (goesOnAfter(EVERY_MILLIS)) {
      try {
        run();
      } catch (RuntimeException e) {
        LOG.warn("housekeeping failed, again in an hour: {}", e.toString());
      }
    }
  }

  /** Deletes all that is old, unless it is stopped meanwhile. */
  void run() {
    old.forEach(this::run);
  }

  private void run(Old each) {
    long deleted = 0;
    int piece;
    do {
      piece = postgres.execute(deletion(each)).rowCount();
      deleted += piece;
    } while (piece == PIECE && goesOnAfter(PAUSE_MILLIS));
    if (deleted > 0) {
      LOG.info("deleted {} rows of {} older than {} days", deleted, each.table(), each.days());
    }
  }

  private boolean goesOnAfter(long millis) {
    var pause = service.vertx().timer(millis);
    Future.any(stop.future(), pause).await();
    pause.cancel();
    return !stop.future().isComplete();
  }

  /** A row that somebody else is deleting is theirs. */
  static String deletion(Old each) {
    return """
    DELETE FROM %1$s WHERE ctid = ANY (ARRAY (
      SELECT ctid FROM %1$s WHERE %2$s < now() - interval '%3$d days'
      ORDER BY %2$s LIMIT %4$d FOR UPDATE SKIP LOCKED))
    """
        .formatted(each.table(), each.column(), each.days(), PIECE);
  }
}
