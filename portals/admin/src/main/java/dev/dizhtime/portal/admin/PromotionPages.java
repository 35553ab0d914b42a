package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Codes that make orders cheaper. */
final class PromotionPages {
  static final View PAGE = View.page("admin/templates/promotions");

  private static final String API = "/api/promotions";
  private static final List<String> DONE = List.of("created", "ended");

  /** A promotion, as the platform answers it. */
  record Promotion(
      String code,
      Integer basisPoints,
      Long amountMinor,
      String currency,
      long minimumMinor,
      Instant validFrom,
      Instant validTo,
      int maxUses,
      int maxUsesPerCustomer,
      int uses,
      Instant endedAt) {
    /** What it takes off: a share or an amount. */
    public String off() {
      return basisPoints == null
          ? null
          : BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
    }
  }

  record Promotions(List<Promotion> items, String nextCursor) {}

  void list(Exchange exchange) {
    list(exchange, null);
  }

  void list(Exchange exchange, ApiProblem refused) {
    String cursor = exchange.query("cursor").filter(each -> each.length() <= 40).orElse("");
    Promotions page =
        exchange.api(
            ApiRequest.get(API).with("limit", "50").with("cursor", cursor), Promotions.class);
    Map<String, Object> model = new HashMap<>();
    model.put("promotions", page.items());
    model.put("nextCursor", page.nextCursor());
    model.put("done", exchange.query("done").filter(DONE::contains).orElse(null));
    Asked.again(model, exchange, refused);
    exchange.show(Asked.status(refused), PAGE, model);
  }

  void create(Exchange exchange) {
    String currency = Asked.field(exchange, "currency");
    Map<String, Object> body = new HashMap<>();
    body.put("code", Asked.field(exchange, "code").toUpperCase(Locale.ROOT));
    body.put("currency", currency);
    if (exchange.form("percent").isPresent()) {
      body.put("basisPoints", basisPoints(exchange));
    }
    if (exchange.form("amount").isPresent()) {
      body.put("amountMinor", Asked.amount(exchange, "amount", currency).amountMinor());
    }
    if (exchange.form("minimum").isPresent()) {
      Money minimum = Asked.amount(exchange, "minimum", currency);
      body.put("minimumMinor", minimum.amountMinor());
    }
    body.put("validFrom", Asked.day(exchange, "validFrom").toString());
    body.put("validTo", Asked.day(exchange, "validTo").toString());
    body.put("maxUses", Asked.whole(exchange, "maxUses"));
    body.put("maxUsesPerCustomer", Asked.whole(exchange, "maxUsesPerCustomer"));
    exchange.api(ApiRequest.post(API, body), Void.class);
    exchange.redirect("/admin/promotions?done=created");
  }

  void end(Exchange exchange) {
    Asked.confirmed(exchange);
    exchange.api(ApiRequest.post(API + "/" + exchange.pathWord("code") + "/end"), Void.class);
    exchange.redirect("/admin/promotions?done=ended");
  }

  private static int basisPoints(Exchange exchange) {
    try {
      String typed = Asked.field(exchange, "percent").replace(',', '.');
      return new BigDecimal(typed).movePointRight(2).intValueExact();
    } catch (NumberFormatException | ArithmeticException _) {
      throw Asked.wrong("asked.share", "percent");
    }
  }
}
