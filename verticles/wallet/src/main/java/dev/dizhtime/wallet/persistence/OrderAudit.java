package dev.dizhtime.wallet.persistence;

import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.audit.AuditQueries;
import dev.dizhtime.wallet.usecase.Journal.Findings;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Holds the whole ledger against the orders. */
final class OrderAudit {
  private static final String HOLDS =
      """
      FROM transfer h LEFT JOIN audited_order o USING (order_id)
      WHERE h.kind = 'PENDING' AND h.order_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM transfer r WHERE r.pending_id = h.id)
      """;
  private static final String ORDERS =
      """
      FROM audited_order o LEFT JOIN (
        SELECT t.order_id,
      """
          + AuditQueries.SUMS
          + """
              FROM transfer t WHERE t.order_id IS NOT NULL GROUP BY t.order_id) s USING (order_id)
          WHERE NOT o.open AND o.closed_at < now() - $1 * interval '1 ms'
          """;

  private OrderAudit() {}

  static Findings holds(Tx tx, double graceMillis, int limit) {
    String counts =
        "SELECT count(*) AS looked, count(*) FILTER (WHERE " + AuditQueries.ORPHAN + ") AS wrong ";
    Row found = tx.first(counts + HOLDS, graceMillis).orElseThrow();
    List<String> problems = new ArrayList<>();
    if (found.getLong("wrong") > 0) {
      String list = "SELECT h.id, h.order_id, o.state " + HOLDS + " AND " + AuditQueries.ORPHAN;
      for (Row row : tx.execute(list + " ORDER BY h.id LIMIT $2", graceMillis, limit)) {
        problems.add(
            "hold %s: order %s is %s"
                .formatted(
                    row.getUUID("id"),
                    row.getUUID("order_id"),
                    row.getString("state") == null ? "unknown" : row.getString("state")));
      }
    }
    return new Findings(found.getLong("looked"), found.getLong("wrong"), problems);
  }

  static Findings orders(Tx tx, double graceMillis, int limit) {
    String counts =
        "SELECT count(*) AS looked, count(*) FILTER (WHERE " + AuditQueries.UNEQUAL + ") AS wrong ";
    Row found = tx.first(counts + ORDERS, graceMillis).orElseThrow();
    List<String> problems = new ArrayList<>();
    if (found.getLong("wrong") > 0) {
      String list =
          "SELECT o.order_id, o.state, o.total, s.legs " + ORDERS + " AND " + AuditQueries.UNEQUAL;
      for (Row row : tx.execute(list + " ORDER BY o.order_id LIMIT $2", graceMillis, limit)) {
        problems.add(
            "order %s (%s over %d): its legs sum to %d"
                .formatted(
                    row.getUUID("order_id"),
                    row.getString("state"),
                    row.getLong("total"),
                    row.getLong("legs")));
      }
    }
    return new Findings(found.getLong("looked"), found.getLong("wrong"), problems);
  }
}
