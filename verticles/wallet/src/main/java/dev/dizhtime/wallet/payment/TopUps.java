package dev.dizhtime.wallet.payment;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Housekeeping;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.telemetry.TraceContext;
import dev.dizhtime.wallet.payment.TopUp.Status;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The top-ups, and the webhooks that had their effect on them. */
public final class TopUps {
  private static final String COLUMNS =
      """
      id, customer_id, amount, currency, status, reference, reason, attempts, created_at,
      decided_at, traceparent, request_id
      """;

  /** Events that are older than any provider repeats them. */
  static final Housekeeping.Old OLD_EVENTS =
      new Housekeeping.Old("payment_event", "received_at", 31);

  private TopUps() {}

  /** Stores a new one, or finds the one that has the id. */
  static TopUp store(Tx tx, UUID id, UserId customer, Money amount, String provider) {
    tx.update(
        """
        INSERT INTO top_up (id, customer_id, amount, currency, provider, traceparent, request_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING
        """,
        id,
        customer.value(),
        amount.amountMinor(),
        amount.currency(),
        provider,
        TraceContext.current().traceparent(),
        TraceContext.current().requestId());
    return lock(tx, id).orElseThrow();
  }

  /** A customer's own. */
  static Optional<TopUp> find(Postgres postgres, UserId customer, UUID id) {
    return postgres
        .first(
            "SELECT " + COLUMNS + " FROM top_up WHERE id = $1 AND customer_id = $2",
            id,
            customer.value())
        .map(TopUps::topUp);
  }

  static Optional<TopUp> lock(Tx tx, UUID id) {
    return tx.first("SELECT " + COLUMNS + " FROM top_up WHERE id = $1 FOR UPDATE", id)
        .map(TopUps::topUp);
  }

  static Optional<TopUp> lock(Tx tx, String provider, String reference) {
    return tx.first(
            "SELECT " + COLUMNS + " FROM top_up WHERE provider = $1 AND reference = $2 FOR UPDATE",
            provider,
            reference)
        .map(TopUps::topUp);
  }

  /**
   * Takes some that are due, and says when they are due again if nothing comes of it: later each
   * time, after an hour at most.
   */
  static List<TopUp> claim(Postgres postgres, String provider, int limit, long retryMillis) {
    List<TopUp> claimed = new ArrayList<>();
    for (Row row :
        postgres.execute(
            """
            UPDATE top_up SET attempts = attempts + 1, next_attempt_at = now()
              + least(interval '1 hour', $3 * interval '1 ms' * 2 ^ least(attempts, 20))
            WHERE id IN (
              SELECT id FROM top_up
              WHERE status = 'PENDING' AND provider = $1 AND next_attempt_at <= now()
              ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING
            """
                + COLUMNS,
            provider,
            limit,
            (double) retryMillis)) {
      claimed.add(topUp(row));
    }
    return claimed;
  }

  static void refer(Tx tx, UUID id, String reference) {
    tx.update(
        "UPDATE top_up SET reference = $2 WHERE id = $1 AND reference IS NULL", id, reference);
  }

  static void decide(Tx tx, UUID id, Status status, String reason, Instant at) {
    tx.update(
        "UPDATE top_up SET status = $2, reason = $3, decided_at = $4 WHERE id = $1",
        id,
        status,
        reason,
        at);
  }

  /** Whether the event is told for the first time; it is remembered. */
  static boolean first(Tx tx, String provider, PaymentEvent event, UUID topUpId) {
    return tx.update(
            """
            INSERT INTO payment_event (provider, event_id, kind, top_up_id)
            VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            """,
            provider,
            event.id(),
            event.kind(),
            topUpId)
        > 0;
  }

  private static TopUp topUp(Row row) {
    OffsetDateTime decided = row.getOffsetDateTime("decided_at");
    return new TopUp(
        row.getUUID("id"),
        new UserId(row.getUUID("customer_id")),
        new Money(row.getLong("amount"), row.getString("currency")),
        Status.valueOf(row.getString("status")),
        row.getString("reference"),
        row.getString("reason"),
        row.getInteger("attempts"),
        row.getOffsetDateTime("created_at").toInstant(),
        decided == null ? null : decided.toInstant(),
        new TraceContext(row.getString("traceparent"), row.getString("request_id")));
  }
}
