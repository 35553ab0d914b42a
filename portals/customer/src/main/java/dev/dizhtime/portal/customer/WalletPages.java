package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A customer's money. */
final class WalletPages {
  static final View PAGE = View.page("customer/templates/wallet");

  /** What a customer without an account yet tops up. */
  private static final String DEFAULT_CURRENCY = "USD";

  /** The accounts of a user, as the platform answers them. */
  record Wallet(List<Account> accounts) {
    Wallet {
      accounts = accounts == null ? List.of() : accounts;
    }
  }

  /** One account: what may be spent, and what is held for orders under way. */
  record Account(String kind, String currency, long pendingMinor, long availableMinor) {}

  void show(Exchange exchange) {
    show(exchange, 200, null, exchange.query("done").isPresent());
  }

  void topUp(Exchange exchange) {
    String currency = exchange.form("currency").orElse(DEFAULT_CURRENCY);
    Optional<Long> minor = Amounts.minor(exchange.form("amount").orElse(""), currency);
    if (minor.isEmpty()) {
      show(exchange, 422, "", false);
      return;
    }
    String key = exchange.form("idempotencyKey").orElseGet(() -> UUID.randomUUID().toString());
    try {
      var body = Map.of("amount", new Money(minor.get(), currency));
      exchange.api(
          ApiRequest.post("/api/wallet/top-ups", body).header("Idempotency-Key", key), Void.class);
    } catch (ApiProblemException e) {
      ApiProblem problem = e.problem();
      if (problem.status() >= 500 || problem.status() == 401) {
        throw e;
      }
      show(exchange, problem.status(), problem.detail() == null ? "" : problem.detail(), false);
      return;
    }
    exchange.redirect("/wallet?done=1");
  }

  private static void show(Exchange exchange, int status, String error, boolean done) {
    Map<String, Object> model = new HashMap<>();
    Wallet wallet = exchange.api(ApiRequest.get("/api/wallet"), Wallet.class);
    model.put("accounts", wallet.accounts());
    model.put(
        "currency",
        wallet.accounts().stream().map(Account::currency).findFirst().orElse(DEFAULT_CURRENCY));
    model.put("idempotencyKey", UUID.randomUUID().toString());
    model.put("error", error);
    model.put("done", done);
    exchange.show(status, PAGE, model);
  }
}
