package dev.dizhtime.wallet.sandbox;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.sandbox.SandboxPayment.State;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Payments and the webhooks that they owe. */
final class SandboxPayments {
  /** Tries of a webhook; also in the index. */
  private static final int MAX_ATTEMPTS = 30;

  private static final long FIRST_RETRY_MILLIS = 250;
  private static final String STATE =
      """
      CASE WHEN charged_back_at <= now() THEN 'CHARGED_BACK'
           WHEN decided_at <= now() THEN outcome ELSE 'PENDING' END AS state
      """;

  /** A webhook that is due, with the payment that it tells of. */
  record Due(long id, String eventId, String type, SandboxPayment payment) {}

  private SandboxPayments() {}

  /** Stores a payment with all its webhooks; or finds the one that has the key. */
  static SandboxPayment create(Tx tx, String key, String reference, Money amount, Duration late) {
    Behaviour behaviour = Behaviour.of(amount.amountMinor());
    boolean declined = behaviour == Behaviour.DECLINED;
    // Follows from the key, so that a sandbox that lost its table tells the same.
    String id = "pay_" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    int stored =
        tx.update(
            """
            INSERT INTO sandbox_payment (id, idempotency_key, reference, amount, currency, outcome,
                                         reason, decided_at, charged_back_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 ms',
                    CASE WHEN $9 THEN now() + $10 * interval '1 ms' END)
            ON CONFLICT (idempotency_key) DO NOTHING
            """,
            id,
            key,
            reference,
            amount.amountMinor(),
            amount.currency(),
            declined ? State.DECLINED : State.SUCCEEDED,
            declined ? "card_declined" : null,
            (double) behaviour.decidedAfter(late).toMillis(),
            behaviour.chargedBack(),
            (double) behaviour.chargedBackAfter(late).toMillis());
    if (stored > 0) {
      plan(tx, id, behaviour.webhooks(late));
    }
    return tx.first(select("idempotency_key = $1"), key)
        .map(SandboxPayments::payment)
        .orElseThrow();
  }

  private static void plan(Tx tx, String id, List<Behaviour.Planned> webhooks) {
    tx.executeBatch(
        """
        INSERT INTO sandbox_webhook (event_id, payment_id, type, due_at)
        VALUES ($1, $2, $3, now() + $4 * interval '1 ms')
        """,
        webhooks.stream()
            .map(
                each ->
                    Tuple.of(
                        "evt_" + id.substring("pay_".length()) + "_" + each.event(),
                        id,
                        each.type(),
                        (double) each.after().toMillis()))
            .toList());
  }

  static Optional<SandboxPayment> find(Postgres postgres, String id) {
    return postgres.first(select("id = $1"), id).map(SandboxPayments::payment);
  }

  /** Takes some that are due; whatever is not delivered is due again, later each time. */
  static List<Due> claim(Postgres postgres, int limit) {
    List<Due> claimed = new ArrayList<>();
    for (Row row :
        postgres.execute(
            """
            WITH due AS (
              UPDATE sandbox_webhook SET attempts = attempts + 1, due_at = now()
                + least(interval '30 s', $2 * interval '1 ms' * 2 ^ attempts)
              WHERE id IN (
                SELECT id FROM sandbox_webhook
                WHERE delivered_at IS NULL AND attempts < 30 AND due_at <= now()
                ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
              RETURNING id AS webhook_id, event_id, type, payment_id, attempts)
            SELECT webhook_id, event_id, type, attempts, id, reference, amount, currency, reason,
            """
                + STATE
                + " FROM due JOIN sandbox_payment ON id = payment_id ORDER BY webhook_id",
            limit,
            (double) FIRST_RETRY_MILLIS)) {
      claimed.add(
          new Due(
              row.getLong("webhook_id"),
              row.getString("event_id"),
              row.getString("type"),
              payment(row)));
      if (row.getInteger("attempts") == MAX_ATTEMPTS) {
        WebhookSender.LOG.error("webhook {} is tried for the last time", row.getLong("webhook_id"));
      }
    }
    return claimed;
  }

  static void delivered(Postgres postgres, long webhookId) {
    postgres.execute("UPDATE sandbox_webhook SET delivered_at = now() WHERE id = $1", webhookId);
  }

  private static String select(String where) {
    return "SELECT id, reference, amount, currency, reason, "
        + STATE
        + " FROM sandbox_payment WHERE "
        + where;
  }

  private static SandboxPayment payment(Row row) {
    return new SandboxPayment(
        row.getString("id"),
        row.getString("reference"),
        new Money(row.getLong("amount"), row.getString("currency")),
        State.valueOf(row.getString("state")),
        row.getString("reason"));
  }
}
