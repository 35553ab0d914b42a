package dev.dizhtime.portal.restaurant;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.restaurant.StaffRole;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.session.Login;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the platform has paid out, and what each payout is made of. */
final class PayoutPages {
  static final View LIST = View.page("restaurant/templates/payouts");
  static final View STATEMENT = View.page("restaurant/templates/payout");

  private static final String LIMIT = "50";
  private static final int MAX_CURSOR = 200;
  private static final Set<String> PURPOSES =
      Set.of("RESTAURANT", "REFUND", "COMPENSATION", "PAYOUT", "COMMISSION", "TRANSFER");

  /** A payout, as the platform answers it. */
  record Payout(
      String payoutId, String name, Money amount, Instant from, Instant to, Instant paidAt) {}

  /** The newest payouts. */
  record Payouts(List<Payout> items, String nextCursor) {
    Payouts {
      items = items == null ? List.of() : items;
    }
  }

  /** One movement. */
  record Line(String purpose, long debitMinor, long creditMinor, String orderId, Instant at) {
    /** What it is for, as the texts below "purpose." name it. */
    public String known() {
      return PURPOSES.contains(purpose) ? purpose : "TRANSFER";
    }
  }

  /** What a payout is made of, the oldest first. */
  record Statement(
      Payout payout, long openingMinor, long closingMinor, List<Line> items, String nextCursor) {
    Statement {
      items = items == null ? List.of() : items;
    }
  }

  void list(Exchange exchange) {
    Payouts payouts = exchange.api(page(exchange, "/api/wallet/payouts"), Payouts.class);
    Map<String, Object> model = new HashMap<>();
    model.put("payouts", payouts.items());
    model.put(
        "kitchenOnly", payouts.items().isEmpty() && kitchenOnly(exchange.login().orElseThrow()));
    model.put("next", payouts.nextCursor());
    exchange.show(LIST, model);
  }

  /** Whether they work somewhere, and nowhere in a role that may see money. */
  private static boolean kitchenOnly(Login login) {
    var roles = login.staff().values();
    return !roles.isEmpty() && roles.stream().noneMatch(role -> role.covers(StaffRole.MANAGER));
  }

  void statement(Exchange exchange) {
    Map<String, Object> model = new HashMap<>();
    ApiRequest request = page(exchange, address(exchange) + "/statement");
    model.put("statement", exchange.api(request, Statement.class));
    exchange.show(STATEMENT, model);
  }

  void csv(Exchange exchange) {
    ApiRequest request =
        ApiRequest.get(address(exchange) + "/statement.csv").header("accept", "text/csv");
    String file = "payout-" + exchange.pathId("payoutId") + ".csv";
    exchange.download(file, "text/csv", exchange.api(request, String.class));
  }

  private static String address(Exchange exchange) {
    UUID id = exchange.pathId("payoutId");
    return "/api/wallet/payouts/" + id;
  }

  private static ApiRequest page(Exchange exchange, String path) {
    String cursor = exchange.query("cursor").filter(c -> c.length() <= MAX_CURSOR).orElse("");
    return ApiRequest.get(path).with("limit", LIMIT).with("cursor", cursor);
  }
}
