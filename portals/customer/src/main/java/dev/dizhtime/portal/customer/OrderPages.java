package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A customer's orders: place one, see them all, follow one. */
final class OrderPages {
  static final View LIST = View.page("customer/templates/orders");
  static final View ORDER = View.page("customer/templates/order");

  private static final String LIMIT = "30";
  private static final Set<String> FINAL_STATES =
      Set.of("SETTLED", "REJECTED", "FAILED", "CANCELLED");

  /** An order, as the platform answers it. */
  record Order(
      String orderId,
      String state,
      String restaurantId,
      String restaurantName,
      List<OrderLine> lines,
      Money total,
      Place dropoff,
      Instant placedAt) {
    Order {
      lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /** Whether nothing more will happen to it. */
    public boolean over() {
      return FINAL_STATES.contains(state);
    }
  }

  /** The newest orders. */
  record Orders(List<Order> items) {
    Orders {
      items = items == null ? List.of() : items;
    }
  }

  /** What happened to an order so far. */
  record Timeline(List<Step> steps) {
    Timeline {
      steps = steps == null ? List.of() : steps;
    }

    /** The first step of each state: what a customer wants to know. */
    List<Step> milestones() {
      Set<String> states = new HashSet<>();
      return steps.stream().filter(step -> states.add(step.state)).toList();
    }
  }

  /** One thing that happened; several may happen in one state. */
  record Step(String name, String state, Instant at) {}

  void place(Exchange exchange) {
    String quote = exchange.form("quote").orElse("");
    // The key was made with the page, so that a second click is the same order.
    String key = exchange.form("idempotencyKey").orElseGet(() -> UUID.randomUUID().toString());
    ApiRequest request =
        ApiRequest.post("/api/orders", Map.of("quote", quote)).header("Idempotency-Key", key);
    Order order = exchange.api(request, Order.class);
    exchange.redirect("/orders/" + UUID.fromString(order.orderId()));
  }

  void list(Exchange exchange) {
    Orders orders = exchange.api(ApiRequest.get("/api/orders").with("limit", LIMIT), Orders.class);
    exchange.show(LIST, Map.of("orders", orders.items()));
  }

  void show(Exchange exchange) {
    UUID id = exchange.pathId("orderId");
    Order order = exchange.api(ApiRequest.get("/api/orders/" + id), Order.class);
    Timeline timeline =
        exchange.api(ApiRequest.get("/api/orders/" + id + "/timeline"), Timeline.class);
    exchange.show(
        exchange.wantsFragment() ? ORDER.part("order") : ORDER,
        Map.of("order", order, "steps", timeline.milestones()));
  }
}
