package dev.dizhtime.wallet.persistence;

import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.model.ChainHead;
import dev.dizhtime.wallet.model.ChainedTransfer;
import dev.dizhtime.wallet.usecase.CurrencyTotals;
import dev.dizhtime.wallet.usecase.Journal;
import dev.dizhtime.wallet.usecase.VerifyLedger;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** The whole ledger as one snapshot, which writers neither wait for nor change. */
public final class PgJournal implements Journal {
  /** A sum over all accounts that takes longer is given up. */
  private static final int TOTALS_TIMEOUT_MILLIS = 5_000;

  private final Tx tx;
  private final double graceMillis;

  private PgJournal(Tx tx, long graceMillis) {
    this.tx = tx;
    this.graceMillis = graceMillis;
  }

  /**
   * Verifies the ledger as of now.
   *
   * @param graceMillis how long messages may be under way before something counts as wrong
   */
  public static VerifyLedger.Report verify(Postgres postgres, long graceMillis) throws Exception {
    return postgres.inTransaction(
        tx -> {
          tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          tx.takesLong();
          return VerifyLedger.verify(new PgJournal(tx, graceMillis));
        });
  }

  /** The sums of all accounts as of now, at a bounded cost. */
  public static List<CurrencyTotals> measure(Postgres postgres) throws Exception {
    return postgres.inTransaction(
        tx -> {
          tx.execute("SET LOCAL statement_timeout = " + TOTALS_TIMEOUT_MILLIS);
          return new PgJournal(tx, 0).totals();
        });
  }

  @Override
  public List<ChainHead> heads() {
    List<ChainHead> heads = new ArrayList<>();
    tx.execute("SELECT shard, sequence, hash FROM chain ORDER BY shard")
        .forEach(row -> heads.add(TransferRows.head(row)));
    return heads;
  }

  @Override
  public List<ChainedTransfer> page(int shard, long afterSequence, int limit) {
    List<ChainedTransfer> page = new ArrayList<>();
    tx.execute(
            "SELECT "
                + TransferRows.TRANSFER_COLUMNS
                + " FROM transfer WHERE shard = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
            shard,
            afterSequence,
            limit)
        .forEach(row -> page.add(TransferRows.transfer(row)));
    return page;
  }

  @Override
  public List<CurrencyTotals> totals() {
    List<CurrencyTotals> totals = new ArrayList<>();
    for (Row row :
        tx.execute(
            """
            SELECT currency, sum(debits_posted)::bigint AS debits_posted,
                   sum(credits_posted)::bigint AS credits_posted,
                   sum(debits_pending)::bigint AS debits_pending,
                   sum(credits_pending)::bigint AS credits_pending
            FROM account GROUP BY currency ORDER BY currency
            """)) {
      totals.add(
          new CurrencyTotals(
              row.getString("currency"),
              row.getLong("debits_posted"),
              row.getLong("credits_posted"),
              row.getLong("debits_pending"),
              row.getLong("credits_pending")));
    }
    return totals;
  }

  @Override
  public long accounts() {
    return tx.first("SELECT count(*) AS n FROM account").orElseThrow().getLong("n");
  }

  @Override
  public List<String> disagreements(int limit) {
    List<String> problems = new ArrayList<>();
    for (Row row :
        tx.execute(
            """
            WITH effect AS (
              -- What each transfer moves, and what it adds to what is held or takes off it.
              SELECT t.debit_account, t.credit_account,
                CASE WHEN t.kind IN ('POSTED', 'POST_PENDING') THEN t.amount ELSE 0 END AS moved,
                CASE t.kind WHEN 'POSTED' THEN 0 WHEN 'PENDING' THEN t.amount ELSE -p.amount END
                  AS held
              FROM transfer t LEFT JOIN transfer p ON p.id = t.pending_id
            ), side AS (
              SELECT debit_account AS id, moved AS dp, 0 AS cp, held AS dh, 0 AS ch FROM effect
              UNION ALL
              SELECT credit_account, 0, moved, 0, held FROM effect
            ), recomputed AS (
              SELECT id, sum(dp) AS dp, sum(cp) AS cp, sum(dh) AS dh, sum(ch) AS ch
              FROM side GROUP BY id
            )
            SELECT id, kind, currency FROM account FULL JOIN recomputed USING (id)
            WHERE (debits_posted, credits_posted, debits_pending, credits_pending)
                  IS DISTINCT FROM
                  (coalesce(dp, 0), coalesce(cp, 0), coalesce(dh, 0), coalesce(ch, 0))
            ORDER BY id LIMIT $1
            """,
            limit)) {
      problems.add(
          "account %s (%s, %s): its counters are not what its transfers add up to"
              .formatted(row.getUUID("id"), row.getString("kind"), row.getString("currency")));
    }
    return problems;
  }

  @Override
  public Findings holds(int limit) {
    return OrderAudit.holds(tx, graceMillis, limit);
  }

  @Override
  public Findings orders(int limit) {
    return OrderAudit.orders(tx, graceMillis, limit);
  }
}
