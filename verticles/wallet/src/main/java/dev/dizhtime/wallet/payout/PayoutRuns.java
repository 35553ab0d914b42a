package dev.dizhtime.wallet.payout;

import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.payout.PayoutRun.Origin;
import dev.dizhtime.wallet.payout.PayoutRun.State;
import dev.dizhtime.wallet.statement.Period;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The runs, and the payees that they go through. */
final class PayoutRuns {
  private static final String COLUMNS =
      "id, from_at, to_at, origin, state, cursor_owner, cursor_currency, payouts";

  private PayoutRuns() {}

  static PayoutRun request(Tx tx, UUID id, Period period, UUID admin) {
    return tx.first(
            "INSERT INTO payout_run (id, from_at, to_at, origin, requested_by, due_at)"
                + " VALUES ($1, $2, $3, 'ADMIN', $4, now()) RETURNING "
                + COLUMNS,
            id,
            period.from(),
            period.to(),
            admin)
        .map(PayoutRuns::run)
        .orElseThrow();
  }

  /** Has the period paid out when it is over, unless a scheduled period is waiting already. */
  static void schedule(Tx tx, Instant from, Instant to) {
    tx.update(
        """
        INSERT INTO payout_run (id, from_at, to_at, origin, due_at)
        VALUES (gen_random_uuid(), $1, $2, 'SCHEDULE', $2)
        ON CONFLICT (origin) WHERE origin = 'SCHEDULE' AND state = 'DUE' DO NOTHING
        """,
        from,
        to);
  }

  static Optional<PayoutRun> find(Postgres postgres, UUID id) {
    return postgres
        .first("SELECT " + COLUMNS + " FROM payout_run WHERE id = $1", id)
        .map(PayoutRuns::run);
  }

  static Optional<PayoutRun> claim(Tx tx) {
    return tx.first(
            "SELECT "
                + COLUMNS
                + " FROM payout_run WHERE state = 'DUE' AND due_at <= now()"
                + " ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED")
        .map(PayoutRuns::run);
  }

  /** The next payees of a run. */
  static List<Payee> payees(Tx tx, PayoutRun run, int limit) {
    List<Payee> payees = new ArrayList<>();
    for (Row row :
        tx.execute(
            """
            SELECT DISTINCT owner_id, currency,
              CASE kind WHEN 'RESTAURANT' THEN 'RESTAURANT' ELSE 'DRIVER' END AS party
            FROM account WHERE kind IN ('RESTAURANT', 'DRIVER', 'TIP')
              AND (owner_id, currency) > ($1, $2)
            ORDER BY owner_id, currency, party LIMIT $3
            """,
            run.cursorOwner(),
            run.cursorCurrency(),
            limit)) {
      payees.add(
          new Payee(
              Party.valueOf(row.getString("party")),
              row.getUUID("owner_id"),
              row.getString("currency")));
    }
    return payees;
  }

  static void advance(Tx tx, PayoutRun run, Payee last, int made) {
    tx.update(
        """
        UPDATE payout_run SET cursor_owner = $2, cursor_currency = $3, payouts = payouts + $4
        WHERE id = $1
        """,
        run.id(),
        last.ownerId(),
        last.currency(),
        made);
  }

  static void done(Tx tx, PayoutRun run) {
    tx.update("UPDATE payout_run SET state = 'DONE', done_at = now() WHERE id = $1", run.id());
  }

  private static PayoutRun run(Row row) {
    return new PayoutRun(
        row.getUUID("id"),
        row.getOffsetDateTime("from_at").toInstant(),
        row.getOffsetDateTime("to_at").toInstant(),
        Origin.valueOf(row.getString("origin")),
        State.valueOf(row.getString("state")),
        row.getUUID("cursor_owner"),
        row.getString("cursor_currency"),
        row.getInteger("payouts"));
  }
}
