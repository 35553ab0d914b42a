package dev.dizhtime.portal.restaurant;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The orders of an owner's restaurants, and the buttons that move them on. */
final class OrderPages {
  static final View PAGE = View.page("restaurant/templates/orders");
  static final View ALL = View.page("restaurant/templates/all-orders");

  /** The steps that are a button without more to say; also the last part of their addresses. */
  static final List<String> STEPS = List.of("acceptance", "preparation", "readiness");

  private static final int MAX_REASON = 300;
  private static final int MAX_CURSOR = 64;

  void list(Exchange exchange) {
    Board board = Board.read(exchange);
    Map<String, Object> model = new HashMap<>();
    model.put("groups", board.groups());
    model.put("cut", board.cut());
    exchange.show(exchange.wantsFragment() ? PAGE.part("orders") : PAGE, model);
  }

  /** Every order there ever was, page by page. */
  void all(Exchange exchange) {
    String cursor = exchange.query("cursor").filter(c -> c.length() <= MAX_CURSOR).orElse("");
    Board.Orders page = Board.page(exchange, "", cursor);
    Map<String, Object> model = new HashMap<>();
    model.put("orders", page.items());
    model.put("next", page.nextCursor());
    exchange.show(ALL, model);
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
}
