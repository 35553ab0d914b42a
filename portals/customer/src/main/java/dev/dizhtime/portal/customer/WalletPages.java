package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.Amounts;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A customer's money, and paying more in, which the payment provider confirms a little later. */
final class WalletPages {
  static final View PAGE = View.page("customer/templates/wallet");
  static final View TOP_UP = View.page("customer/templates/top-up");

  /** What a customer without an account yet tops up. */
  private static final String DEFAULT_CURRENCY = "USD";

  /** How often a page asks by itself how a payment stands; then the reader has to. */
  private static final int MAX_LOOKS = 40;

  private static final Set<String> REASONS =
      Set.of(
          "card_declined",
          "insufficient_funds",
          "expired_card",
          "incorrect_cvc",
          "authentication_required",
          "processing_error");

  /** The accounts of a user, as the platform answers them. */
  record Wallet(List<Account> accounts) {
    Wallet {
      accounts = accounts == null ? List.of() : accounts;
    }
  }

  /** One account: what is there, what is held of it for orders under way, what may be spent. */
  record Account(
      String kind, String currency, long postedMinor, long pendingMinor, long availableMinor) {}

  /** A payment into the wallet, as the platform answers it. */
  record TopUp(String topUpId, String status, Money amount, String reason, Instant createdAt) {
    public boolean pending() {
      return "PENDING".equals(status);
    }

    /** Why it was declined, as the texts below "declined." name it. */
    public String reasonCode() {
      return reason != null && REASONS.contains(reason) ? reason : "other";
    }
  }

  void show(Exchange exchange) {
    show(exchange, 200, null);
  }

  void topUp(Exchange exchange) {
    String currency = exchange.form("currency").orElse(DEFAULT_CURRENCY);
    Optional<Long> minor = Amounts.minor(exchange.form("amount").orElse(""), currency);
    if (minor.isEmpty()) {
      show(exchange, 422, "");
      return;
    }
    String key = exchange.form("idempotencyKey").orElseGet(() -> UUID.randomUUID().toString());
    try {
      var body = Map.of("amount", new Money(minor.get(), currency));
      ApiRequest request =
          ApiRequest.post("/api/wallet/top-ups", body).header("Idempotency-Key", key);
      TopUp topUp = exchange.api(request, TopUp.class);
      exchange.redirect("/wallet/top-ups/" + UUID.fromString(topUp.topUpId()));
    } catch (ApiProblemException e) {
      ApiProblem problem = e.problem();
      if (problem.unsure()) {
        TryAgain.unsure(exchange, problem, "top-up", "/wallet");
        return;
      }
      if (!problem.forTheForm()) {
        throw e;
      }
      String detail = problem.errors().stream().map(each -> each.detail()).findFirst().orElse(null);
      show(exchange, problem.status(), detail == null ? problem.said() : detail);
    }
  }

  /** How a payment stands; the page asks again by itself, so many times. */
  void showTopUp(Exchange exchange) {
    UUID id = exchange.pathId("topUpId");
    int looks = exchange.query("look").map(WalletPages::looks).orElse(0);
    TopUp topUp = exchange.api(ApiRequest.get("/api/wallet/top-ups/" + id), TopUp.class);
    Map<String, Object> model = new HashMap<>();
    model.put("topUp", topUp);
    model.put("again", topUp.pending() && looks < MAX_LOOKS ? looks + 1 : null);
    exchange.show(exchange.wantsFragment() ? TOP_UP.part("top-up") : TOP_UP, model);
  }

  private static int looks(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 0, MAX_LOOKS);
    } catch (NumberFormatException _) {
      return MAX_LOOKS;
    }
  }

  private static void show(Exchange exchange, int status, String error) {
    Map<String, Object> model = new HashMap<>();
    Wallet wallet = exchange.api(ApiRequest.get("/api/wallet"), Wallet.class);
    model.put("accounts", wallet.accounts());
    model.put(
        "currency",
        wallet.accounts().stream().map(Account::currency).findFirst().orElse(DEFAULT_CURRENCY));
    model.put("idempotencyKey", UUID.randomUUID().toString());
    model.put("amount", exchange.form("amount").orElse("20.00"));
    model.put("error", error);
    exchange.show(status, PAGE, model);
  }
}
