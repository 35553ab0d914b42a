package dev.dizhtime.order.persistence;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.order.model.DeadlineKind;
import dev.dizhtime.order.model.Deadlines;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.Purse;
import dev.dizhtime.order.model.SagaStep;
import dev.dizhtime.order.model.Terms;
import dev.dizhtime.order.usecase.DueDeadline;
import dev.dizhtime.order.usecase.OperatorEntry;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.postgres.Tx;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The orders in one PostgreSQL transaction. */
public final class PgOrders implements Orders {
  private final Tx tx;

  public PgOrders(Tx tx) {
    this.tx = tx;
  }

  @Override
  public boolean add(
      Order order, List<SagaStep> steps, Deadlines deadlines, List<Message> messages) {
    Terms terms = order.terms();
    Charges charges = terms.charges();
    int added =
        tx.update(
            """
            INSERT INTO orders (
              order_id, quote_id, customer_id, restaurant_id, owner_id, restaurant_name, driver_id,
              state, funds, open, lines, pickup, dropoff,
              currency, items_minor, delivery_minor, tax_minor, tip_minor, commission_basis_points,
              traceparent, request_id, placed_at, changed_at, steps,
              small_order_minor, discount_minor, payment, scheduled_for,
              pickup_code, delivery_code, stock_awaited, note)
            VALUES (
              $1, $2, $3, $4, $5, $6, $7,
              $8, $9, $10, $11::text::jsonb, $12::text::jsonb, $13::text::jsonb,
              $14, $15, $16, $17, $18, $19,
              $20, $21, $22, $22, $23,
              $24, $25, $26, $27, $28, $29, $30, $31)
            ON CONFLICT (quote_id) DO NOTHING
            """,
            order.orderId().value(),
            terms.quoteId().value(),
            terms.customerId().value(),
            terms.restaurantId().value(),
            terms.ownerId().value(),
            terms.restaurantName(),
            driver(order),
            order.state(),
            order.funds(),
            order.open(),
            Json.write(terms.lines()),
            Json.write(terms.pickup()),
            Json.write(terms.dropoff()),
            charges.items().currency(),
            charges.items().amountMinor(),
            charges.delivery().amountMinor(),
            charges.tax().amountMinor(),
            charges.tip().amountMinor(),
            order.commissionBasisPoints(),
            order.origin().traceparent(),
            order.origin().requestId(),
            order.placedAt(),
            steps.size(),
            charges.smallOrderFee().amountMinor(),
            charges.discount().amountMinor(),
            terms.payment(),
            terms.scheduledFor(),
            order.codes().pickup(),
            order.codes().delivery(),
            order.stockAwaited(),
            order.note());
    if (added == 1) {
      log(order.orderId(), steps, steps.size());
      keep(order.orderId(), deadlines);
      messages.forEach(tx::send);
    }
    return added == 1;
  }

  @Override
  public Optional<Order> lock(OrderId orderId) {
    return tx.first(
            "SELECT " + OrderRows.COLUMNS + " FROM orders WHERE order_id = $1 FOR UPDATE",
            orderId.value())
        .map(OrderRows::order);
  }

  @Override
  public Optional<Order> lockOfRestaurant(
      UserId ownerId, Set<RestaurantId> staffOf, OrderId orderId) {
    return tx.first(
            "SELECT "
                + OrderRows.COLUMNS
                + " FROM orders WHERE order_id = $1"
                + " AND (owner_id = $2 OR restaurant_id = ANY($3::uuid[])) FOR UPDATE",
            orderId.value(),
            ownerId.value(),
            staffOf.stream().map(RestaurantId::value).toArray(UUID[]::new))
        .map(OrderRows::order);
  }

  @Override
  public Optional<Order> lockPlacedBy(UserId customerId, OrderId orderId) {
    return tx.first(
            "SELECT "
                + OrderRows.COLUMNS
                + " FROM orders WHERE order_id = $1 AND customer_id = $2 FOR UPDATE",
            orderId.value(),
            customerId.value())
        .map(OrderRows::order);
  }

  @Override
  public List<OrderId> awaitingAnswer(RestaurantId restaurantId, int limit) {
    List<OrderId> waiting = new ArrayList<>();
    for (Row row :
        tx.execute(
            """
            SELECT order_id FROM orders
            WHERE restaurant_id = $1 AND state = 'FUNDS_RESERVED' ORDER BY order_id LIMIT $2
            """,
            restaurantId.value(),
            limit)) {
      waiting.add(new OrderId(row.getUUID("order_id")));
    }
    return waiting;
  }

  @Override
  public void keep(Order order, List<SagaStep> steps, Deadlines deadlines, List<Message> messages) {
    Purse purse = order.purse();
    int last =
        tx.first(
                """
                UPDATE orders
                SET state = $2, funds = $3, driver_id = $4, open = $5, changed_at = $6,
                    steps = steps + $7, attempt = $8, capture = $9::text::jsonb,
                    adjustments = $10::text::jsonb, cancellation = $11::text::jsonb,
                    attention = $12, stock_awaited = $13, note = $14
                WHERE order_id = $1 RETURNING steps
                """,
                order.orderId().value(),
                order.state(),
                order.funds(),
                driver(order),
                order.open(),
                steps.getLast().at(),
                steps.size(),
                purse.attempt(),
                purse.capture() == null ? null : Json.write(purse.capture()),
                Json.write(purse.adjustments()),
                order.cancellation() == null ? null : Json.write(order.cancellation()),
                order.attention(),
                order.stockAwaited(),
                order.noteToKeep())
            .orElseThrow()
            .getInteger("steps");
    log(order.orderId(), steps, last);
    keep(order.orderId(), deadlines);
    if (order.endedUnpaid() && order.terms().charges().discount().amountMinor() > 0) {
      PgCheckout.giveBack(tx, order.orderId(), steps.getLast().at());
    }
    messages.forEach(tx::send);
  }

  private void keep(OrderId orderId, Deadlines deadlines) {
    if (!deadlines.cleared().isEmpty()) {
      tx.update(
          "DELETE FROM deadline WHERE order_id = $1 AND kind = ANY ($2)",
          orderId.value(),
          deadlines.cleared().stream().map(DeadlineKind::name).toArray(String[]::new));
    }
    tx.executeBatch(
        """
        INSERT INTO deadline (order_id, kind, attempt, due_at)
        VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond')
        ON CONFLICT (order_id, kind) DO UPDATE
        SET attempt = excluded.attempt, due_at = excluded.due_at, set_at = excluded.set_at
        """,
        deadlines.set().stream()
            .map(
                each ->
                    Tuple.of(
                        orderId.value(),
                        each.kind().name(),
                        each.attempt(),
                        (double) each.after().toMillis()))
            .toList());
  }

  @Override
  public Optional<DueDeadline> claimDue() {
    return tx.first(
            """
            SELECT deadline.order_id, deadline.kind, deadline.attempt
            FROM deadline JOIN orders USING (order_id)
            WHERE deadline.due_at <= now()
              AND (deadline.kind <> ALL ($1) OR deadline.due_at <= (SELECT until FROM heard))
            ORDER BY deadline.due_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """,
            (Object) PgHeard.OF_PEOPLE)
        .map(
            row ->
                new DueDeadline(
                    new OrderId(row.getUUID("order_id")),
                    DeadlineKind.valueOf(row.getString("kind")),
                    row.getInteger("attempt")));
  }

  @Override
  public void postpone(DueDeadline due, Duration by) {
    tx.update(
        """
        UPDATE deadline SET due_at = clock_timestamp() + $4 * interval '1 millisecond'
        WHERE order_id = $1 AND kind = $2 AND attempt = $3 AND due_at <= clock_timestamp()
        """,
        due.orderId().value(),
        due.kind(),
        due.attempt(),
        (double) by.toMillis());
  }

  @Override
  public void audit(OperatorEntry entry) {
    tx.update(
        """
        INSERT INTO operator_action (order_id, action, operator_id, reason, outcome, at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        entry.orderId().value(),
        entry.action(),
        entry.by().value(),
        entry.reason(),
        entry.outcome(),
        entry.at());
  }

  @Override
  public void afterCommit(Runnable action) {
    tx.afterCommit(action);
  }

  /** Adds lines to the saga log, of which the last gets number {@code last}. */
  private void log(OrderId orderId, List<SagaStep> steps, int last) {
    SpanContext span = Span.current().getSpanContext();
    String traceId = span.isValid() ? span.getTraceId() : null;
    List<Tuple> rows = new ArrayList<>();
    int sequence = last - steps.size();
    for (SagaStep step : steps) {
      sequence++;
      rows.add(
          Tuple.of(orderId.value(), sequence, step.kind().name(), step.name(), step.state().name())
              .addString(step.messageType())
              .addOffsetDateTime(step.at().atOffset(ZoneOffset.UTC))
              .addString(step.detail())
              .addString(traceId));
    }
    tx.executeBatch(
        """
        INSERT INTO saga_step
          (order_id, sequence, kind, name, state, message_type, at, detail, trace_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        rows);
  }

  private static UUID driver(Order order) {
    return order.driverId() == null ? null : order.driverId().value();
  }
}
