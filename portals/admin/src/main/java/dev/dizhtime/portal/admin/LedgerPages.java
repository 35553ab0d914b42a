package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The books: whether they balance, what was paid out, and drivers' cash. */
final class LedgerPages {
  static final View LEDGER = View.page("admin/templates/ledger");

  private static final List<String> DONE = List.of("payout", "deposit", "limit");

  /** Whether the ledger is right, as the platform answers it. */
  record Verification(
      boolean ok,
      boolean balanced,
      List<Totals> currencies,
      long transfers,
      long accounts,
      long pendingHolds,
      long orphanHolds,
      long endedOrders,
      long unequalOrders,
      List<String> problems) {
    Verification {
      currencies = currencies == null ? List.of() : currencies;
      problems = problems == null ? List.of() : problems;
    }
  }

  /** What was debited and credited in a currency. */
  record Totals(
      String currency,
      long debitsPostedMinor,
      long creditsPostedMinor,
      long debitsPendingMinor,
      long creditsPendingMinor) {}

  /** A payout. */
  record Payout(
      String payoutId,
      String payee,
      String ownerId,
      String name,
      Money amount,
      Instant from,
      Instant to,
      Instant paidAt) {}

  /** A page of payouts, the newest first. */
  record Payouts(List<Payout> items, String nextCursor) {}

  private static final int MAX_CURSOR = 200;

  void show(Exchange exchange) {
    show(exchange, null);
  }

  void show(Exchange exchange, ApiProblem refused) {
    Map<String, Object> model = new HashMap<>();
    try {
      model.put(
          "verification",
          exchange.api(ApiRequest.get("/api/wallet/ledger/verification"), Verification.class));
    } catch (ApiProblemException e) {
      model.put("problem", forThePage(e));
    }
    model.put("payouts", payouts(exchange));
    model.put("formKey", Asked.newKey());
    model.put("done", exchange.query("done").filter(DONE::contains).orElse(null));
    Asked.again(model, exchange, refused);
    exchange.show(Asked.status(refused), LEDGER, model);
  }

  /** Null when they can't be read, which is not the same as none. */
  private static Payouts payouts(Exchange exchange) {
    String cursor = exchange.query("cursor").filter(c -> c.length() <= MAX_CURSOR).orElse("");
    ApiRequest request =
        ApiRequest.get("/api/wallet/payouts").with("limit", "50").with("cursor", cursor);
    try {
      return exchange.api(request, Payouts.class);
    } catch (ApiProblemException e) {
      forThePage(e);
      return null;
    }
  }

  /** A problem that the page can show among the rest; a log-in that has ended is not one. */
  static ApiProblem forThePage(ApiProblemException e) {
    if (e.problem().status() == 401) {
      throw e;
    }
    return e.problem();
  }

  void payOut(Exchange exchange) {
    Map<String, Object> body =
        Map.of(
            "from",
            Asked.day(exchange, "from").toString(),
            "to",
            Asked.day(exchange, "to").toString());
    Asked.once(exchange, "/api/wallet/payouts", body, Void.class);
    exchange.redirect("/admin/ledger?done=payout");
  }

  void deposit(Exchange exchange) {
    Money amount = Asked.amount(exchange, "amount", Asked.field(exchange, "currency"));
    Map<String, Object> body = Map.of("driverId", driver(exchange), "amount", amount);
    Asked.once(exchange, "/api/wallet/cash-deposits", body, Void.class);
    exchange.redirect("/admin/ledger?done=deposit");
  }

  void limit(Exchange exchange) {
    Asked.confirmed(exchange);
    Money limit = Asked.amount(exchange, "limit", Asked.field(exchange, "currency"));
    Map<String, Object> body =
        Map.of("currency", limit.currency(), "limitMinor", limit.amountMinor());
    String path = "/api/wallet/drivers/" + driver(exchange) + "/cash-limit";
    exchange.api(ApiRequest.put(path, body), Void.class);
    exchange.redirect("/admin/ledger?done=limit");
  }

  private static UUID driver(Exchange exchange) {
    try {
      return UUID.fromString(Asked.field(exchange, "driverId"));
    } catch (IllegalArgumentException _) {
      throw Asked.wrong("asked.id", "driverId");
    }
  }
}
