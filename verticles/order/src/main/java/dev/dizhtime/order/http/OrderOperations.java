package dev.dizhtime.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.order.model.Obstacle;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.order.model.Origin;
import dev.dizhtime.order.model.SagaRules;
import dev.dizhtime.order.usecase.Checkout;
import dev.dizhtime.order.usecase.OrderViews;
import dev.dizhtime.order.usecase.Orders;
import dev.dizhtime.order.usecase.PlaceOrder;
import dev.dizhtime.order.usecase.PlaceOutcome;
import dev.dizhtime.order.usecase.Viewer;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Orders over HTTP: placing one, and looking at those one has to do with. */
public final class OrderOperations {
  private static final int DEFAULT_LIMIT = 20;

  private final PlaceOrder placeOrder;
  private final OrderViews views;
  private final SagaRules rules;
  private final Idempotency idempotency;
  private final Function<Tx, Orders> orders;
  private final Function<Tx, Checkout> checkouts;

  public OrderOperations(
      PlaceOrder placeOrder,
      OrderViews views,
      SagaRules rules,
      Idempotency idempotency,
      Function<Tx, Orders> orders,
      Function<Tx, Checkout> checkouts) {
    this.placeOrder = placeOrder;
    this.views = views;
    this.rules = rules;
    this.idempotency = idempotency;
    this.orders = orders;
    this.checkouts = checkouts;
  }

  private record PlaceBody(String quote, String note) {
    /** Null when there is nothing to be read in it. */
    String words() {
      return note == null || note.isBlank() ? null : note.strip();
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record PageJson(List<OrderJson> items, OrderId nextCursor) {}

  /** Places an order from a quote, once per idempotency key. */
  public Reply place(Call call) throws Exception {
    PlaceBody body = call.body(PlaceBody.class);
    TraceContext cause = TraceContext.current();
    var origin = new Origin(cause.traceparent(), cause.requestId());
    return idempotency.once(
        call,
        tx ->
            answer(
                call,
                placeOrder.place(
                    orders.apply(tx),
                    checkouts.apply(tx),
                    call.caller().userId(),
                    body.quote(),
                    body.words(),
                    origin)));
  }

  private Reply answer(Call call, PlaceOutcome outcome) {
    return switch (outcome) {
      case PlaceOutcome.Placed(Order order) ->
          Reply.created("/api/orders/" + order.orderId(), json(order, call));
      case PlaceOutcome.QuoteRefused(String reason) ->
          throw Problem.unacceptable("quote", reason).exception();
      case PlaceOutcome.NotToBeHad(Obstacle obstacle) ->
          throw Problem.conflict(obstacle.kind(), obstacle.reason())
              .with(obstacle.field(), obstacle.reason())
              .exception();
      case PlaceOutcome.QuoteUsed _ ->
          throw Problem.conflict("quote-used", "An order was placed from this quote before")
              .with("quote", "was used before")
              .exception();
    };
  }

  /** One order. */
  public Reply get(Call call) {
    Order order = find(Viewers.anySide(call), call);
    return Reply.ok(json(List.of(order), call).getFirst());
  }

  private OrderJson json(Order order, Call call) {
    return OrderJson.of(order, Viewers.anySide(call), rules);
  }

  private List<OrderJson> json(List<Order> shown, Call call) {
    Viewer viewer = Viewers.anySide(call);
    Map<OrderId, Instant> due = views.answersDue(shown);
    return shown.stream()
        .map(order -> OrderJson.of(order, viewer, rules, due.get(order.orderId())))
        .toList();
  }

  /** The caller's orders, newest first. */
  public Reply list(Call call) {
    Viewer viewer = Viewers.byRole(call);
    boolean attentionOnly = call.query("attention").map(Boolean::parseBoolean).orElse(false);
    if (attentionOnly && !viewer.isAdmin()) {
      throw Problem.forbidden("Only admins see which orders need attention").exception();
    }
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    List<Order> found =
        views.list(
            viewer,
            call.query("state").map(OrderState::valueOf),
            attentionOnly,
            cursor(call),
            limit + 1);
    List<Order> page = found.subList(0, Math.min(limit, found.size()));
    OrderId next = found.size() > limit ? page.getLast().orderId() : null;
    return Reply.ok(new PageJson(json(page, call), next));
  }

  private static Optional<OrderId> cursor(Call call) {
    try {
      return call.query("cursor").map(OrderId::of);
    } catch (IllegalArgumentException _) {
      throw Problem.malformed("cursor", "is not one that was given out").exception();
    }
  }

  /** What happened to an order. */
  public Reply timeline(Call call) {
    Viewer viewer = Viewers.anySide(call);
    Order order = find(viewer, call);
    return Reply.ok(TimelineJson.of(order, views.steps(order.orderId()), viewer.isAdmin()));
  }

  private Order find(Viewer viewer, Call call) {
    OrderId orderId = call.pathId("orderId", OrderId::new);
    return views
        .find(viewer, orderId)
        .orElseThrow(() -> Problem.notFound("order", orderId).exception());
  }
}
