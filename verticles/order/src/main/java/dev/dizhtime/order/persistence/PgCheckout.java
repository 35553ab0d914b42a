package dev.dizhtime.order.persistence;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Obstacle;
import dev.dizhtime.order.model.Quote;
import dev.dizhtime.order.usecase.Checkout;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * What a quote needs when it is placed, in one PostgreSQL transaction. Orders with the same
 * promotion wait for each other at its row, so its limits hold whoever comes at the same time.
 */
public final class PgCheckout implements Checkout {
  private final Tx tx;

  public PgCheckout(Tx tx) {
    this.tx = tx;
  }

  @Override
  public Optional<Obstacle> take(OrderId orderId, Quote quote, Instant now) {
    Optional<Obstacle> gone =
        Obstacle.find(quote, PgCatalogue.find(tx, quote.terms().restaurantId()), now);
    if (gone.isPresent()) {
      return gone;
    }
    if (quote.choices().stream().anyMatch(choice -> !choice.isEmpty())) {
      tx.update(
          "INSERT INTO basket (order_id, choices) VALUES ($1, $2::text::jsonb)",
          orderId.value(),
          Json.write(quote.choices()));
    }
    return quote.promotionCode() == null
        ? Optional.empty()
        : use(quote.promotionCode(), orderId, quote.terms().customerId(), now);
  }

  /** The quote was made while the promotion was valid, so only an early end and limits count. */
  private Optional<Obstacle> use(String code, OrderId orderId, UserId customer, Instant now) {
    Optional<Row> locked =
        tx.first(
            """
            UPDATE promotion SET uses = uses + 1
            WHERE code = $1 AND ended_at IS NULL AND uses < max_uses
            RETURNING max_uses_per_customer
            """,
            code);
    if (locked.isEmpty()) {
      return spent("The promotion " + code + " has ended or is used up");
    }
    long used =
        tx.first(
                """
                SELECT count(*) AS used FROM promotion_use
                WHERE code = $1 AND customer_id = $2 AND returned_at IS NULL
                """,
                code,
                customer.value())
            .orElseThrow()
            .getLong("used");
    if (used >= locked.get().getInteger("max_uses_per_customer")) {
      return spent("You have used the promotion " + code + " as often as you may");
    }
    tx.update(
        "INSERT INTO promotion_use (order_id, code, customer_id, used_at) VALUES ($1, $2, $3, $4)",
        orderId.value(),
        code,
        customer.value(),
        now);
    return Optional.empty();
  }

  private static Optional<Obstacle> spent(String reason) {
    return Optional.of(new Obstacle("promotion-unavailable", "quote", reason));
  }

  /** Gives the promotion of an order back that ended without being paid; twice is harmless. */
  static void giveBack(Tx tx, OrderId orderId, Instant now) {
    tx.update(
        """
        WITH back AS (
          UPDATE promotion_use SET returned_at = $2
          WHERE order_id = $1 AND returned_at IS NULL RETURNING code)
        UPDATE promotion SET uses = uses - 1 WHERE code IN (SELECT code FROM back)
        """,
        orderId.value(),
        now);
  }
}
