package dev.dizhtime.order.persistence;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.DeadlineKind;
import dev.dizhtime.order.model.OperatorAction;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.order.model.SagaStep;
import dev.dizhtime.order.usecase.LoggedStep;
import dev.dizhtime.order.usecase.OperatorEntry;
import dev.dizhtime.order.usecase.OrderViews;
import dev.dizhtime.order.usecase.Viewer;
import dev.dizhtime.runtime.postgres.Postgres;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Orders as people look at them, from PostgreSQL. */
public final class PgOrderViews implements OrderViews {
  private final Postgres postgres;

  public PgOrderViews(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Optional<Order> find(Viewer viewer, OrderId orderId) {
    return postgres
        .first(
            "SELECT %s FROM orders WHERE order_id = $2 AND $3::uuid[] IS NOT NULL AND (%s)"
                .formatted(OrderRows.COLUMNS, visible(viewer, "$3")),
            viewer.userId().value(),
            orderId.value(),
            staffOf(viewer))
        .map(OrderRows::order);
  }

  @Override
  public List<Order> list(
      Viewer viewer,
      Optional<OrderState> state,
      boolean attentionOnly,
      Optional<OrderId> after,
      int limit) {
    List<Order> page = new ArrayList<>();
    for (Row row :
        postgres.execute(
            """
            SELECT %s FROM orders
            WHERE (%s)
              AND ($2::text IS NULL OR state = $2)
              AND ($3::uuid IS NULL OR order_id < $3) AND $5::uuid[] IS NOT NULL
              %s
            ORDER BY order_id DESC LIMIT $4
            """
                .formatted(
                    OrderRows.COLUMNS,
                    visible(viewer, "$5"),
                    attentionOnly ? "AND attention IS NOT NULL" : ""),
            viewer.userId().value(),
            state.map(OrderState::name).orElse(null),
            after.map(OrderId::value).orElse(null),
            limit,
            staffOf(viewer))) {
      page.add(OrderRows.order(row));
    }
    return page;
  }

  @Override
  public Map<OrderId, Instant> answersDue(List<Order> orders) {
    UUID[] waiting =
        orders.stream()
            .filter(order -> order.state() == OrderState.FUNDS_RESERVED)
            .map(order -> order.orderId().value())
            .toArray(UUID[]::new);
    Map<OrderId, Instant> due = new HashMap<>();
    if (waiting.length > 0) {
      for (Row row :
          postgres.execute(
              "SELECT order_id, due_at FROM deadline WHERE kind = $1 AND order_id = ANY ($2)",
              DeadlineKind.ANSWER.name(),
              waiting)) {
        due.put(new OrderId(row.getUUID("order_id")), row.getOffsetDateTime("due_at").toInstant());
      }
    }
    return due;
  }

  @Override
  public List<LoggedStep> steps(OrderId orderId) {
    List<LoggedStep> steps = new ArrayList<>();
    for (Row row :
        postgres.execute(
            """
            SELECT sequence, kind, name, state, message_type, at, detail, trace_id
            FROM saga_step WHERE order_id = $1 ORDER BY sequence LIMIT $2
            """,
            orderId.value(),
            MAX_STEPS)) {
      steps.add(step(row));
    }
    return steps;
  }

  @Override
  public List<OperatorEntry> operatorActions(OrderId orderId) {
    List<OperatorEntry> entries = new ArrayList<>();
    for (Row row :
        postgres.execute(
            """
            SELECT action, operator_id, reason, outcome, at
            FROM operator_action WHERE order_id = $1 ORDER BY id LIMIT $2
            """,
            orderId.value(),
            MAX_STEPS)) {
      entries.add(
          new OperatorEntry(
              orderId,
              OperatorAction.valueOf(row.getString("action")),
              new UserId(row.getUUID("operator_id")),
              row.getString("reason"),
              row.getString("outcome"),
              row.getOffsetDateTime("at").toInstant()));
    }
    return entries;
  }

  private static UUID[] staffOf(Viewer viewer) {
    return viewer.staffOf().stream().map(RestaurantId::value).toArray(UUID[]::new);
  }

  /**
   * Which orders a viewer sees: a condition made of constants, with their id as {@code $1} and the
   * restaurants where they work as the parameter {@code staff}.
   */
  private static String visible(Viewer viewer, String staff) {
    return viewer.sides().stream()
        .map(side -> condition(side, viewer.staffOf().isEmpty() ? "" : staff))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(" OR "),
                all -> all.isEmpty() ? "false AND $1::uuid IS NULL" : all));
  }

  private static String condition(Viewer.Side side, String staff) {
    return switch (side) {
      case CUSTOMER -> "customer_id = $1";
      case OWNER -> staff.isEmpty() ? "owner_id = $1" : ofOwnerOrStaff(staff);
      case DRIVER -> "driver_id = $1";
      case SUPPORT, ADMIN -> "$1::uuid IS NOT NULL";
    };
  }

  /** By owner first, because that is what the index is by. */
  private static String ofOwnerOrStaff(String staff) {
    return """
    (owner_id = ANY (ARRAY(SELECT (snapshot ->> 'ownerId')::uuid FROM restaurant
                           WHERE restaurant_id = ANY (STAFF)) || $1::uuid)
     AND (owner_id = $1 OR restaurant_id = ANY (STAFF)))
    """
        .replace("STAFF", staff);
  }

  private static LoggedStep step(Row row) {
    return new LoggedStep(
        row.getInteger("sequence"),
        new SagaStep(
            SagaStep.Kind.valueOf(row.getString("kind")),
            row.getString("name"),
            OrderState.valueOf(row.getString("state")),
            row.getString("message_type"),
            row.getOffsetDateTime("at").toInstant(),
            row.getString("detail")),
        row.getString("trace_id"));
  }
}
