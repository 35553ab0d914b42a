package dev.dizhtime.portal.admin;

import dev.dizhtime.portal.design.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What operators do about an order. */
final class OrderActs {
  /** What makes an order go on. */
  static final List<String> ACTIONS = List.of("RETRY", "RESUME", "COMPENSATE", "FORCE_CANCEL");

  static final List<String> LIABLE = List.of("RESTAURANT", "DRIVER", "PLATFORM");

  /** Everything that a page may say was done. */
  static final List<String> DONE =
      List.of("RETRY", "RESUME", "COMPENSATE", "FORCE_CANCEL", "REFUND", "OVERRIDE");

  private static final List<String> HANDOFFS = List.of("PICKUP", "DELIVERY");
  private static final List<String> WITH_RESTAURANT = List.of("ACCEPTED", "PREPARING", "READY");
  private static final List<String> ENDED =
      List.of("SETTLED", "REJECTED", "CANCELLED", "FAILED", "UNDELIVERED");

  /** An order that nobody took at the door is paid, too, all but the tip. */
  private static final List<String> PAID = List.of("SETTLED", "UNDELIVERED");

  /** Which of the actions make sense; the platform has the last word. */
  static List<String> possible(OrderPages.Order order) {
    boolean noticed = order.attention() != null;
    if (!ENDED.contains(order.state())) {
      return noticed ? ACTIONS : List.of("RETRY", "COMPENSATE", "FORCE_CANCEL");
    }
    return noticed ? List.of("RETRY", "RESUME", "COMPENSATE") : List.of();
  }

  /** Whether the customer has paid something that can be given back. */
  static boolean refundable(OrderPages.Order order) {
    return PAID.contains(order.state())
        || (order.state().equals("CANCELLED")
            && order.cancellation() != null
            && order.cancellation().cost().amountMinor() > 0);
  }

  /** The hand-off that may need an override; null for none. */
  static String handoff(OrderPages.Order order) {
    if (order.state().equals("PICKED_UP")) {
      return "DELIVERY";
    }
    return WITH_RESTAURANT.contains(order.state()) && order.driverId() != null ? "PICKUP" : null;
  }

  void act(Exchange exchange) {
    UUID id = exchange.pathId("orderId");
    String action = Asked.choice(exchange, "action", ACTIONS);
    Map<String, Object> body = Map.of("action", action, "reason", Asked.reason(exchange));
    Asked.once(exchange, "/api/orders/" + id + "/operator-actions", body, Void.class);
    done(exchange, id, action);
  }

  void refund(Exchange exchange) {
    UUID id = exchange.pathId("orderId");
    Map<String, Object> body = new HashMap<>();
    body.put("liable", Asked.choice(exchange, "liable", LIABLE));
    body.put("reason", Asked.reason(exchange));
    if (exchange.form("line").isEmpty()) {
      String currency = Asked.field(exchange, "currency");
      body.put("amountMinor", Asked.amount(exchange, "amount", currency).amountMinor());
    } else {
      body.put(
          "lines",
          List.of(
              Map.of(
                  "line",
                  Asked.whole(exchange, "line"),
                  "quantity",
                  Asked.whole(exchange, "quantity"))));
    }
    Asked.once(exchange, "/api/orders/" + id + "/refunds", body, Void.class);
    done(exchange, id, "REFUND");
  }

  void override(Exchange exchange) {
    UUID id = exchange.pathId("orderId");
    String handoff = Asked.choice(exchange, "handoff", HANDOFFS);
    Map<String, Object> body = Map.of("handoff", handoff, "reason", Asked.reason(exchange));
    Asked.once(exchange, "/api/deliveries/orders/" + id + "/handoff-override", body, Void.class);
    done(exchange, id, "OVERRIDE");
  }

  private static void done(Exchange exchange, UUID id, String what) {
    exchange.redirect("/admin/orders/" + id + "?done=" + what);
  }
}
