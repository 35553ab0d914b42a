package dev.dizhtime.local.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Looks through the books after a measurement, set by set; the opening balances are given. */
final class BooksCheck {
  /** Each counts what is wrong. */
  private static final List<String> CHECKS =
      List.of(
          // The sum over the currency is zero.
          "SELECT count(*) FROM (SELECT 1 FROM account GROUP BY currency"
              + " HAVING sum(debits_posted) <> sum(credits_posted)"
              + " OR sum(debits_pending) <> sum(credits_pending)) AS wrong",
          // No customer is below zero.
          "SELECT count(*) FROM account WHERE floor_minor IS NOT NULL"
              + " AND credits_posted - debits_posted - debits_pending < floor_minor",
          // What has moved between accounts is what the transfers say, account by account.
          "SELECT count(*) FROM account JOIN (SELECT id, sum(net) AS net FROM"
              + " (SELECT debit_account AS id, -amount AS net FROM transfer"
              + " UNION ALL SELECT credit_account, amount FROM transfer) AS side GROUP BY id)"
              + " AS moved USING (id) WHERE credits_posted - debits_posted - moved.net <>"
              + " CASE kind WHEN 'CUSTOMER' THEN 1000000000 WHEN 'PROVIDER_CLEARING' THEN"
              + " -1000000000 * (SELECT count(*) FROM account WHERE kind = 'CUSTOMER') ELSE 0 END",
          // Each chain has as many transfers as its head says, without a gap.
          "SELECT count(*) FROM chain LEFT JOIN (SELECT shard, count(*) AS n, max(sequence) AS last"
              + " FROM transfer GROUP BY shard) AS found USING (shard)"
              + " WHERE sequence <> coalesce(n, 0) OR sequence <> coalesce(last, 0)");

  private BooksCheck() {}

  static int problems(Connection connection) throws SQLException {
    int problems = 0;
    try (var statement = connection.createStatement()) {
      for (String check : CHECKS) {
        try (var rows = statement.executeQuery(check)) {
          rows.next();
          problems += rows.getInt(1);
        }
      }
    }
    return problems;
  }
}
