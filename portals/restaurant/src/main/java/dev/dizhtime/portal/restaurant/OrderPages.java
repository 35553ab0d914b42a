package dev.dizhtime.portal.restaurant;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The orders of an owner's restaurants, and the buttons that move them on. */
final class OrderPages {
  static final View PAGE = View.page("restaurant/templates/orders");

  /** The steps that are a button without more to say; also the last part of their addresses. */
  static final List<String> STEPS = List.of("acceptance", "preparation", "readiness");

  private static final String LIMIT = "100";
  private static final int MAX_REASON = 300;

  /** The newest orders. */
  record Orders(List<Order> items) {
    Orders {
      items = items == null ? List.of() : items;
    }
  }

  /** The columns of the page: what they are called in the texts, and which states stand there. */
  enum Column {
    INCOMING(Set.of("FUNDS_RESERVED")),
    KITCHEN(Set.of("ACCEPTED", "PREPARING")),
    READY(Set.of("READY")),
    LATER(Set.of("SCHEDULED")),
    DONE(
        Set.of(
            "PICKED_UP", "DELIVERED", "SETTLED", "REJECTED", "FAILED", "CANCELLED", "UNDELIVERED"));

    private final Set<String> states;

    Column(Set<String> states) {
      this.states = states;
    }
  }

  /** One column with its orders. */
  record Group(String name, List<Order> orders) {}

  private static final int MAX_DONE = 12;

  void list(Exchange exchange) {
    ApiRequest request = ApiRequest.get("/api/orders").with("limit", LIMIT);
    Orders orders = exchange.api(request, Orders.class);
    List<Group> groups = Arrays.stream(Column.values()).map(each -> group(each, orders)).toList();
    Map<String, Object> model = new HashMap<>();
    model.put("groups", groups.stream().filter(each -> !each.orders.isEmpty()).toList());
    model.put("none", groups.stream().allMatch(each -> each.orders.isEmpty()));
    exchange.show(exchange.wantsFragment() ? PAGE.part("orders") : PAGE, model);
  }

  void advance(Exchange exchange, String step) {
    exchange.api(ApiRequest.post(address(exchange) + step), Void.class);
    answer(exchange);
  }

  /** Refuses an order, or calls off one that was accepted; the customer pays nothing. */
  void reject(Exchange exchange) {
    String reason = exchange.form("reason").orElse("");
    Map<String, Object> body = new HashMap<>();
    body.put("reason", reason.substring(0, Math.min(MAX_REASON, reason.length())));
    List<String> soldOut = exchange.formAll("soldOut").stream().distinct().toList();
    if (!soldOut.isEmpty()) {
      body.put("itemIds", soldOut);
    }
    exchange.api(ApiRequest.post(address(exchange) + "rejection", body), Void.class);
    answer(exchange);
  }

  private static String address(Exchange exchange) {
    return "/api/orders/" + exchange.pathId("orderId") + "/";
  }

  /**
   * The list as it is now; without htmx, by way of a redirect, so that a reload sends nothing
   * again.
   */
  private void answer(Exchange exchange) {
    if (exchange.wantsFragment()) {
      list(exchange);
    } else {
      exchange.redirect(RestaurantVerticle.SITE.home());
    }
  }

  private static Group group(Column column, Orders orders) {
    List<Order> inColumn =
        orders.items.stream().filter(order -> column.states.contains(order.state())).toList();
    int most = column == Column.DONE ? MAX_DONE : Integer.MAX_VALUE;
    return new Group(column.name(), inColumn.stream().limit(most).toList());
  }
}
