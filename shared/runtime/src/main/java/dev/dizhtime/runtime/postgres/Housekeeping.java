package dev.dizhtime.runtime.postgres;

import dev.dizhtime.runtime.service.ServiceContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is remembered of messages and requests once nothing can repeat them any more: 31
 * days, a day more than the longest retention of a topic that is read by offset.
 */
final class Housekeeping {
  static final int KEEP_DAYS = 31;

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final long EVERY_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final int MAX_ROWS = 10_000;

  private Housekeeping() {}

  static void start(ServiceContext service, Postgres postgres) {
    long timer =
        service
            .vertx()
            .setPeriodic(EVERY_MILLIS, _ -> service.spawn("housekeeping", () -> run(postgres)));
    service.onStop("housekeeping", () -> service.vertx().cancelTimer(timer));
  }

  static void run(Postgres postgres) {
    int deleted =
        delete(postgres, "inbox", "received_at")
            + delete(postgres, "idempotency_key", "created_at");
    if (deleted > 0) {
      LOG.info("deleted {} rows older than {} days", deleted, KEEP_DAYS);
    }
  }

  private static int delete(Postgres postgres, String table, String column) {
    return postgres
        .execute(
            "DELETE FROM %1$s WHERE ctid = ANY (ARRAY (SELECT ctid FROM %1$s WHERE %2$s < now() - interval '%3$d days' LIMIT %4$d))"
                .formatted(table, column, KEEP_DAYS, MAX_ROWS))
        .rowCount();
  }
}
