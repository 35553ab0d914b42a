package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All orders, and the saga of each. */
final class OrderPages {
  static final View LIST = View.page("admin/templates/orders");
  static final View ORDER = View.page("admin/templates/order");

  /** The states that the list can be narrowed to. */
  static final List<String> STATES =
      List.of(
          "PLACED",
          "FUNDS_RESERVED",
          "ACCEPTED",
          "PREPARING",
          "READY",
          "PICKED_UP",
          "DELIVERED",
          "SETTLED",
          "REJECTED",
          "FAILED");

  private static final String LIMIT = "50";
  private static final int MAX_CURSOR = 500;

  /** An order, as the platform answers it to an admin. */
  record Order(
      String orderId,
      String state,
      String customerId,
      String restaurantName,
      List<OrderLine> lines,
      Money total,
      Place dropoff,
      Instant placedAt,
      String traceId,
      String requestId) {
    Order {
      lines = lines == null ? List.of() : List.copyOf(lines);
    }
  }

  /** A page of orders, the newest first. */
  record Orders(List<Order> items, String nextCursor) {
    Orders {
      items = items == null ? List.of() : items;
    }
  }

  /** An order's saga, as the platform answers it. */
  record Timeline(String traceId, String requestId, List<Step> steps) {
    Timeline {
      steps = steps == null ? List.of() : List.copyOf(steps);
    }
  }

  /** One step of the saga; message type, trace and detail may be missing. */
  record Step(
      int sequence,
      String name,
      String state,
      Instant at,
      String messageType,
      String traceId,
      String detail) {}

  /** A step and how long after the one before it; null for the first. */
  record Timed(Step step, Long afterMillis) {}

  void list(Exchange exchange) {
    String state = exchange.query("state").filter(STATES::contains).orElse("");
    String cursor = exchange.query("cursor").filter(c -> c.length() <= MAX_CURSOR).orElse("");
    ApiRequest request =
        ApiRequest.get("/api/orders")
            .with("limit", LIMIT)
            .with("state", state)
            .with("cursor", cursor);
    Orders orders = exchange.api(request, Orders.class);
    Map<String, Object> model = new HashMap<>();
    model.put("orders", orders.items());
    model.put("nextCursor", orders.nextCursor());
    model.put("state", state);
    model.put("cursor", cursor);
    model.put("states", STATES);
    exchange.show(exchange.wantsFragment() ? LIST.part("orders") : LIST, model);
  }

  void show(Exchange exchange) {
    UUID id = exchange.pathId("orderId");
    Order order = exchange.api(ApiRequest.get("/api/orders/" + id), Order.class);
    Timeline timeline =
        exchange.api(ApiRequest.get("/api/orders/" + id + "/timeline"), Timeline.class);
    Map<String, Object> model = new HashMap<>();
    model.put("order", order);
    model.put("timeline", timeline);
    model.put("steps", timed(timeline.steps()));
    exchange.show(exchange.wantsFragment() ? ORDER.part("order") : ORDER, model);
  }

  private static List<Timed> timed(List<Step> steps) {
    List<Timed> timed = new ArrayList<>();
    Instant before = null;
    for (Step step : steps) {
      Long after = before == null ? null : Duration.between(before, step.at()).toMillis();
      timed.add(new Timed(step, after));
      before = step.at();
    }
    return timed;
  }
}
