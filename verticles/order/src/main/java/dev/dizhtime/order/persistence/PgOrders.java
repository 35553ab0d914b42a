package dev.dizhtime.order.persistence;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.SagaStep;
import dev.dizhtime.order.model.Terms;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.postgres.Tx;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The orders in one PostgreSQL transaction. */
public final class PgOrders implements Orders {
  private final Tx tx;

  public PgOrders(Tx tx) {
    this.tx = tx;
  }

  @Override
  public boolean add(Order order, List<SagaStep> steps, List<Message> messages) {
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
              small_order_minor, discount_minor, payment, scheduled_for)
            VALUES (
              $1, $2, $3, $4, $5, $6, $7,
              $8, $9, $10, $11::text::jsonb, $12::text::jsonb, $13::text::jsonb,
              $14, $15, $16, $17, $18, $19,
              $20, $21, $22, $22, $23,
              $24, $25, $26, $27)
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
            terms.scheduledFor());
    if (added == 1) {
      log(order.orderId(), steps, steps.size());
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
  public Optional<Order> lockOwnedBy(UserId ownerId, OrderId orderId) {
    return tx.first(
            "SELECT "
                + OrderRows.COLUMNS
                + " FROM orders WHERE order_id = $1 AND owner_id = $2 FOR UPDATE",
            orderId.value(),
            ownerId.value())
        .map(OrderRows::order);
  }

  @Override
  public void keep(Order order, List<SagaStep> steps, List<Message> messages) {
    int last =
        tx.first(
                """
                UPDATE orders
                SET state = $2, funds = $3, driver_id = $4, open = $5, changed_at = $6,
                    steps = steps + $7
                WHERE order_id = $1 RETURNING steps
                """,
                order.orderId().value(),
                order.state(),
                order.funds(),
                driver(order),
                order.open(),
                steps.getLast().at(),
                steps.size())
            .orElseThrow()
            .getInteger("steps");
    log(order.orderId(), steps, last);
    messages.forEach(tx::send);
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
