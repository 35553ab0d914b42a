package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

  record Payouts(List<Payout> items, String nextCursor) {}

  void show(Exchange exchange) {
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
    exchange.show(LEDGER, model);
  }

  private static List<Payout> payouts(Exchange exchange) {
    try {
      return exchange
          .api(ApiRequest.get("/api/wallet/payouts").with("limit", "50"), Payouts.class)
          .items();
    } catch (ApiProblemException e) {
      forThePage(e);
      return List.of();
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
        Map.of("from", day(exchange, "from").toString(), "to", day(exchange, "to").toString());
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
      throw Asked.wrong("The driver's id is not one.");
    }
  }

  private static Instant day(Exchange exchange, String name) {
    try {
      return LocalDate.parse(Asked.field(exchange, name)).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw Asked.wrong(name + " must be a day.");
    }
  }
}
