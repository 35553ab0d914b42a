package dev.dizhtime.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.order.model.Promotion;
import dev.dizhtime.order.usecase.Promotions;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;

/** Promotions over HTTP, for admins. */
public final class PromotionOperations {
  private static final int DEFAULT_LIMIT = 20;

  private final Promotions promotions;
  private final Clock clock;

  public PromotionOperations(Promotions promotions, Clock clock) {
    this.promotions = promotions;
    this.clock = clock;
  }

  private record Body(
      String code,
      Integer basisPoints,
      Long amountMinor,
      String currency,
      Long minimumMinor,
      Instant validFrom,
      Instant validTo,
      int maxUses,
      int maxUsesPerCustomer) {
    Promotion promotion() {
      return new Promotion(
          code,
          basisPoints,
          amountMinor,
          currency,
          minimumMinor == null ? 0 : minimumMinor,
          validFrom.truncatedTo(ChronoUnit.MICROS),
          validTo.truncatedTo(ChronoUnit.MICROS),
          maxUses,
          maxUsesPerCustomer,
          0,
          null);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Json(
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
    static Json of(Promotion each) {
      return new Json(
          each.code(),
          each.basisPoints(),
          each.amountMinor(),
          each.currency(),
          each.minimumMinor(),
          each.validFrom(),
          each.validTo(),
          each.maxUses(),
          each.maxUsesPerCustomer(),
          each.uses(),
          each.endedAt());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record PageJson(List<Json> items, String nextCursor) {}

  /** Makes one. */
  public Reply create(Call call) {
    Body body = call.body(Body.class);
    check(body);
    Promotion promotion = body.promotion();
    if (!promotions.add(promotion, call.caller().userId(), clock.instant())) {
      throw Problem.conflict("promotion-exists", "There is a promotion " + body.code() + " already")
          .with("code", "is taken")
          .exception();
    }
    return Reply.created("/api/promotions/" + promotion.code(), Json.of(promotion));
  }

  private static void check(Body body) {
    if ((body.basisPoints() == null) == (body.amountMinor() == null)) {
      throw Problem.unacceptable(
              "basisPoints", "or amountMinor must be given, and only one of them")
          .exception();
    }
    if (Currency.getAvailableCurrencies().stream()
        .noneMatch(each -> each.getCurrencyCode().equals(body.currency()))) {
      throw Problem.unacceptable("currency", "must be an ISO 4217 code").exception();
    }
    if (!body.validFrom().isBefore(body.validTo())) {
      throw Problem.unacceptable("validTo", "must be after validFrom").exception();
    }
    if (body.maxUsesPerCustomer() > body.maxUses()) {
      throw Problem.unacceptable("maxUsesPerCustomer", "must be at most maxUses").exception();
    }
  }

  /** All of them, by code. */
  public Reply list(Call call) {
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    List<Promotion> found = promotions.list(call.query("cursor"), limit + 1);
    List<Promotion> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? page.getLast().code() : null;
    return Reply.ok(new PageJson(page.stream().map(Json::of).toList(), next));
  }

  /** Ends one: nobody uses it from now on. */
  public Reply end(Call call) {
    String code = Promotion.normal(call.path("code"));
    return promotions
        .end(code, call.caller().userId(), clock.instant())
        .map(ended -> Reply.ok(Json.of(ended)))
        .orElseThrow(() -> Problem.notFound("promotion", code).exception());
  }
}
