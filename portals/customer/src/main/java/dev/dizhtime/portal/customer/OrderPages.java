package dev.dizhtime.portal.customer;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
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
  private static final int MAX_CURSOR = 64;

  /** The newest orders. */
  record Orders(List<Order> items, String nextCursor) {
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
    Map<String, String> body = new HashMap<>(Map.of("quote", quote));
    exchange.form(Quote.NOTE).ifPresent(note -> body.put("note", note));
    ApiRequest request = ApiRequest.post("/api/orders", body).header("Idempotency-Key", key);
    Order order;
    try {
      order = exchange.api(request, Order.class);
    } catch (ApiProblemException e) {
      notPlaced(exchange, e);
      return;
    }
    exchange.redirect("/orders/" + UUID.fromString(order.orderId()));
  }

  private static void notPlaced(Exchange exchange, ApiProblemException refusal) {
    ApiProblem problem = refusal.problem();
    if (problem.unsure()) {
      TryAgain.unsure(exchange, problem, "order", "/orders");
    } else if (problem.forTheForm()) {
      TryAgain.refused(exchange, problem, Quote.Again.carried(exchange));
    } else {
      throw refusal;
    }
  }

  void list(Exchange exchange) {
    ApiRequest request =
        ApiRequest.get("/api/orders")
            .with("as", "customer")
            .with("limit", LIMIT)
            .with(
                "cursor",
                exchange.query("cursor").filter(c -> c.length() <= MAX_CURSOR).orElse(""));
    Orders orders = exchange.api(request, Orders.class);
    Map<String, Object> model = new HashMap<>();
    model.put("orders", orders.items());
    model.put("next", orders.nextCursor());
    exchange.show(LIST, model);
  }

  void show(Exchange exchange) {
    show(exchange, 200, null);
  }

  /** The order as it is now, and why something could not be done with it, if so. */
  static void show(Exchange exchange, int status, ApiProblem problem) {
    UUID id = exchange.pathId("orderId");
    Order order = read(exchange, id);
    Timeline timeline =
        exchange.api(ApiRequest.get("/api/orders/" + id + "/timeline"), Timeline.class);
    Map<String, Object> model = new HashMap<>();
    model.put("order", order);
    model.put("steps", timeline.milestones());
    model.put("problem", problem);
    exchange.show(status, exchange.wantsFragment() ? ORDER.part("order") : ORDER, model);
  }

  static Order read(Exchange exchange, UUID id) {
    return exchange.api(ApiRequest.get("/api/orders/" + id), Order.class);
  }
}
