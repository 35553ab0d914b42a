package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiRequest;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an operator asks for in a form: with a reason, a tick that it is meant, and a key. */
final class Asked {
  private static final int MAX_REASON = 300;
  private static final int MAX_KEY = 100;

  private Asked() {}

  /** A key for the forms of one page, so that pressing twice is one action. */
  static String newKey() {
    return UUID.randomUUID().toString();
  }

  /** Sends it under the form's key. */
  static <T> T once(Exchange exchange, String path, Map<String, ?> body, Class<T> answer) {
    if (!"yes".equals(exchange.form("confirmed").orElse(""))) {
      throw wrong("Tick that you want it.");
    }
    String key =
        exchange.form("idempotencyKey").filter(each -> each.length() <= MAX_KEY).orElse("");
    if (key.isEmpty()) {
      throw wrong("The form has no key; open its page again.");
    }
    return exchange.api(ApiRequest.post(path, body).header("Idempotency-Key", key), answer);
  }

  /** Why it is done. */
  static String reason(Exchange exchange) {
    return exchange
        .form("reason")
        .filter(each -> each.length() <= MAX_REASON)
        .orElseThrow(() -> wrong("Give a reason of at most " + MAX_REASON + " characters."));
  }

  /** A field that must be there. */
  static String field(Exchange exchange, String name) {
    return exchange.form(name).orElseThrow(() -> wrong(name + " is missing."));
  }

  /** A field that is one of these. */
  static String choice(Exchange exchange, String name, List<String> choices) {
    return exchange
        .form(name)
        .filter(choices::contains)
        .orElseThrow(() -> wrong(name + " must be one of " + choices + "."));
  }

  /** An amount as people write it, e.g. 12.50, with the currency's decimals at most. */
  static Money amount(Exchange exchange, String name, String currency) {
    try {
      int digits = Currency.getInstance(currency).getDefaultFractionDigits();
      long minor = new BigDecimal(field(exchange, name)).movePointRight(digits).longValueExact();
      return new Money(minor, currency);
    } catch (IllegalArgumentException | ArithmeticException _) {
      throw wrong(name + " must be an amount like 12.50, and the currency a code like USD.");
    }
  }

  static RuntimeException wrong(String detail) {
    return new ApiProblem(null, 422, detail, null, List.of()).exception();
  }
}
