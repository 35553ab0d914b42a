package dev.dizhtime.wallet.audit;

import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import io.micrometer.core.instrument.Gauge;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks all the time whether the ledger fits the orders: {@code ledger_orphan_holds} and {@code
 * ledger_unequal_orders}, which must be 0. Of all instances one at a time does the reading, all
 * tell what was found. A round reads what is new, and what it still has an eye on.
 */
public final class Auditor {
  private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
  private static final long DEFAULT_EVERY_MILLIS = 15_000;
  private static final long LOCK = 0x6175646974L; // "audit"
  private static final int READ_AT_ONCE = 50_000;
  private static final int ORDERS_AT_ONCE = 500;
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Postgres postgres;
  private final double graceMillis;
  private final AtomicLong orphans = new AtomicLong();
  private final AtomicLong unequal = new AtomicLong();

  private Auditor(Postgres postgres, long graceMillis) {
    this.postgres = postgres;
    this.graceMillis = graceMillis;
  }

  /**
   * Starts it, once in a process; looks every {@code DIZHTIME_LEDGER_MEASURE_MILLIS} (15,000).
   *
   * @param graceMillis how long messages may be under way before something counts as wrong
   */
  public static void start(ServiceContext service, Postgres postgres, long graceMillis) {
    service.oncePerProcess(
        "auditor",
        () -> {
          Auditor auditor = new Auditor(postgres, graceMillis);
          auditor.register(service);
          long everyMillis =
              service
                  .env()
                  .longInteger("LEDGER_MEASURE_MILLIS", DEFAULT_EVERY_MILLIS, 100, 600_000);
          return WorkLoop.start(service, "auditor", everyMillis, auditor::round);
        });
  }

  private void register(ServiceContext service) {
    Gauge.builder("ledger.orphan.holds", orphans, AtomicLong::get)
        .description("Holds that belong to no live order; must be 0")
        .register(service.meters());
    Gauge.builder("ledger.unequal.orders", unequal, AtomicLong::get)
        .description("Orders that were not paid out as they should be; must be 0")
        .register(service.meters());
  }

  private boolean round() throws Exception {
    boolean more = postgres.inTransaction(this::read);
    tell("holds belong to no live order", orphans, count(ORPHANS, graceMillis));
    tell("orders were not paid out as they should be", unequal, count(UNEQUAL_ORDERS));
    return more;
  }

  private boolean read(Tx tx) {
    tx.execute("SET LOCAL statement_timeout = " + TIMEOUT_MILLIS);
    boolean mine =
        tx.first("SELECT pg_try_advisory_xact_lock($1) AS mine", LOCK)
            .orElseThrow()
            .getBoolean("mine");
    if (!mine) {
      return false;
    }
    boolean more = tx.first(WATCH, READ_AT_ONCE).orElseThrow().getLong("behind") > 0;
    tx.execute(FORGET_RESOLVED);
    return tx.update(CHECK_ORDERS, graceMillis, ORDERS_AT_ONCE) == ORDERS_AT_ONCE || more;
  }

  private long count(String sql, Object... arguments) {
    return postgres.first(sql, arguments).orElseThrow().getLong("n");
  }

  private static void tell(String what, AtomicLong gauge, long found) {
    if (found > 0 && gauge.get() != found) {
      LOG.error("{} {}", found, what);
    }
    gauge.set(found);
  }

  /** Reads the holds that are new on each chain; chains grow in the order of their numbers. */
  private static final String WATCH =
      """
      WITH reach AS (
        SELECT c.shard, coalesce(p.sequence, 0) AS seen, c.sequence AS end_,
               least(c.sequence, coalesce(p.sequence, 0) + $1) AS upto
        FROM chain c LEFT JOIN audit_position p USING (shard)
      ), moved AS (
        INSERT INTO audit_position (shard, sequence) SELECT shard, upto FROM reach
        ON CONFLICT (shard) DO UPDATE SET sequence = excluded.sequence
      ), fresh AS (
        INSERT INTO watched_hold (transfer_id, order_id, at)
        SELECT t.id, t.order_id, t.at FROM reach JOIN transfer t
          ON t.shard = reach.shard AND t.sequence > reach.seen AND t.sequence <= reach.upto
        WHERE t.kind = 'PENDING' AND t.order_id IS NOT NULL
        ON CONFLICT DO NOTHING
      )
      SELECT count(*) FILTER (WHERE upto < end_) AS behind FROM reach
      """;

  private static final String FORGET_RESOLVED =
      "DELETE FROM watched_hold h USING transfer r WHERE r.pending_id = h.transfer_id";

  /** Those that have ended and were not looked at yet, and again those that were not right. */
  private static final String CHECK_ORDERS =
      """
      WITH due AS (
        (SELECT * FROM audited_order
         WHERE NOT open AND checked = 'DUE' AND closed_at < now() - $1 * interval '1 ms'
         ORDER BY closed_at LIMIT $2)
        UNION ALL (SELECT * FROM audited_order WHERE checked = 'UNEQUAL' LIMIT 100)
      ), judged AS (
        SELECT o.order_id, CASE WHEN
      """
          + AuditQueries.UNEQUAL
          + """
              THEN 'UNEQUAL' ELSE 'EQUAL' END AS verdict
            FROM due o CROSS JOIN LATERAL (SELECT
          """
          + AuditQueries.SUMS
          + """
              FROM transfer t WHERE t.order_id = o.order_id) s
          )
          UPDATE audited_order a SET checked = verdict FROM judged j
          WHERE a.order_id = j.order_id AND a.checked <> verdict
          """;

  private static final String ORPHANS =
      "SELECT count(*) AS n FROM watched_hold h LEFT JOIN audited_order o USING (order_id) WHERE "
          + AuditQueries.ORPHAN
          + " AND NOT EXISTS (SELECT FROM transfer r WHERE r.pending_id = h.transfer_id)";

  private static final String UNEQUAL_ORDERS =
      "SELECT count(*) AS n FROM audited_order WHERE checked = 'UNEQUAL'";
}
