package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The design system's fragments, all on one page, alive. */
final class StylePage {
  static final View PAGE = View.page("design/templates/style");

  void show(Exchange exchange) {
    Money price = new Money(1250, "USD");
    exchange.show(
        PAGE,
        Map.of(
            "states",
            OrderPages.STATES,
            "price",
            price,
            "now",
            Instant.now(),
            "lines",
            List.of(new OrderLine(new MenuItemId(new UUID(0, 1)), "Margherita", price, 2))));
  }
}
