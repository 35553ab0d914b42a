package dev.dizhtime.portal.restaurant;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One order, and giving money of it back at the restaurant's cost. */
final class RefundPages {
  static final View PAGE = View.page("restaurant/templates/order");

  private static final int MAX_QUANTITY = 99;
  private static final int MAX_REASON = 300;

  void show(Exchange exchange) {
    show(exchange, 200, null, null);
  }

  void refund(Exchange exchange) {
    UUID id = exchange.pathId("orderId");
    List<Map<String, Object>> lines = lines(exchange, read(exchange, id));
    String reason = exchange.form("reason").orElse("");
    if (lines.isEmpty() || reason.isEmpty()) {
      show(exchange, 422, lines.isEmpty() ? "refund.nothing" : "refund.why", null);
      return;
    }
    Map<String, Object> body = new HashMap<>();
    body.put("lines", lines);
    body.put("liable", "RESTAURANT");
    body.put("reason", reason.substring(0, Math.min(MAX_REASON, reason.length())));
    // The key was made with the page, so that a second click is the same refund.
    String key = exchange.form("idempotencyKey").orElseGet(() -> UUID.randomUUID().toString());
    try {
      ApiRequest request = ApiRequest.post("/api/orders/" + id + "/refunds", body);
      exchange.api(request.header("Idempotency-Key", key), Void.class);
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm()) {
        throw e;
      }
      show(exchange, e.problem().status(), "refund.not-possible", e.problem());
      return;
    }
    exchange.redirect("/restaurant/orders/" + id);
  }

  private static List<Map<String, Object>> lines(Exchange exchange, Order order) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int line = 0; line < order.lines().size(); line++) {
      int quantity = quantity(exchange.form("line-" + line).orElse("0"));
      if (quantity > 0) {
        lines.add(Map.of("line", line, "quantity", quantity));
      }
    }
    return lines;
  }

  private static void show(Exchange exchange, int status, String said, ApiProblem problem) {
    Order order = read(exchange, exchange.pathId("orderId"));
    Map<String, String> typed = new HashMap<>();
    for (int line = 0; line < order.lines().size(); line++) {
      typed.put("line-" + line, exchange.form("line-" + line).orElse("0"));
    }
    Map<String, Object> model = new HashMap<>();
    model.put("order", order);
    model.put("typed", typed);
    model.put("reason", exchange.form("reason").orElse(""));
    model.put("said", said);
    model.put("detail", problem == null ? null : problem.said());
    model.put("idempotencyKey", UUID.randomUUID().toString());
    exchange.show(status, PAGE, model);
  }

  private static Order read(Exchange exchange, UUID id) {
    return exchange.api(ApiRequest.get("/api/orders/" + id), Order.class);
  }

  private static int quantity(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 0, MAX_QUANTITY);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
