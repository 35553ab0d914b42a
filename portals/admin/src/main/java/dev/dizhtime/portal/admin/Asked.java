package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.Page;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.Amounts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What an operator asks for in a form: with a reason, a tick that it is meant, and a key. */
final class Asked {
  private static final int MAX_REASON = 300;
  private static final int MAX_KEY = 100;

  private Asked() {}

  /** A key for the forms of one page, so that pressing twice is one action. */
  static String newKey() {
    return UUID.randomUUID().toString();
  }

  /** Returns when the tick was set. */
  static void confirmed(Exchange exchange) {
    if (!"yes".equals(exchange.form("confirmed").orElse(""))) {
      throw wrong("asked.confirm", "confirmed");
    }
  }

  /** Sends it under the form's key. */
  static <T> T once(Exchange exchange, String path, Map<String, ?> body, Class<T> answer) {
    confirmed(exchange);
    String key =
        exchange.form("idempotencyKey").filter(each -> each.length() <= MAX_KEY).orElse("");
    if (key.isEmpty()) {
      throw wrong("asked.key", "idempotencyKey");
    }
    return exchange.api(ApiRequest.post(path, body).header("Idempotency-Key", key), answer);
  }

  /** Why it is done. */
  static String reason(Exchange exchange) {
    return exchange
        .form("reason")
        .filter(each -> each.length() <= MAX_REASON)
        .orElseThrow(() -> wrong("asked.reason", "reason"));
  }

  /** A field that must be there. */
  static String field(Exchange exchange, String name) {
    return exchange.form(name).orElseThrow(() -> wrong("asked.missing", name));
  }

  /** A field that is one of these. */
  static String choice(Exchange exchange, String name, List<String> choices) {
    return exchange
        .form(name)
        .filter(choices::contains)
        .orElseThrow(() -> wrong("asked.choice", name));
  }

  /** An amount as people write it, e.g. 12.50 or 12,50, with the currency's decimals at most. */
  static Money amount(Exchange exchange, String name, String currency) {
    return Amounts.minor(field(exchange, name), currency)
        .map(minor -> new Money(minor, currency))
        .orElseThrow(() -> wrong("asked.amount", name));
  }

  /** The beginning of a day, by UTC. */
  static Instant day(Exchange exchange, String name) {
    try {
      return LocalDate.parse(field(exchange, name)).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw wrong("asked.day", name);
    }
  }

  /** A whole number. */
  static int whole(Exchange exchange, String name) {
    try {
      return Integer.parseInt(field(exchange, name));
    } catch (NumberFormatException _) {
      throw wrong("asked.whole", name);
    }
  }

  /**
   * An action whose page is shown again when it is refused, with why and what was typed. With htmx
   * the page is still there, and only the alert is new.
   */
  static Page orAgain(Page action, BiConsumer<Exchange, ApiProblem> page) {
    return exchange -> {
      try {
        action.handle(exchange);
      } catch (ApiProblemException e) {
        // A new page has a new key, so what may have been done must not come back on one.
        ApiProblem problem = e.problem();
        if (exchange.wantsFragment() || !problem.forTheForm() || problem.unsure()) {
          throw e;
        }
        page.accept(exchange, problem);
      }
    };
  }

  /** What a page with forms shows besides: what was typed, and why that was refused; or null. */
  static void again(Map<String, Object> model, Exchange exchange, ApiProblem refused) {
    Map<String, String> typed = new HashMap<>();
    exchange.formFields().forEach(each -> typed.putIfAbsent(each.getKey(), each.getValue()));
    model.put("typed", typed);
    model.put("refused", refused);
  }

  /** The status of such a page. */
  static int status(ApiProblem refused) {
    return refused == null ? 200 : refused.status();
  }

  static RuntimeException wrong(String words, String field) {
    return ApiProblem.own(words, field).exception();
  }
}
