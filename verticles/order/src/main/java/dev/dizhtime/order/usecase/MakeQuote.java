package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.model.Pricing;
import dev.dizhtime.order.model.Pricing.Offer;
import dev.dizhtime.order.model.Promotion;
import dev.dizhtime.order.model.QuoteOutcome;
import dev.dizhtime.order.model.QuoteRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells a customer what an order would cost. Keeps nothing: the quote is the customer's to carry,
 * and a promotion is used only when the order is placed.
 */
public final class MakeQuote {
  private final Pricing pricing;
  private final Catalogue catalogue;
  private final Promotions promotions;
  private final Supplier<UUID> ids;
  private final Clock clock;

  public MakeQuote(
      Pricing pricing,
      Catalogue catalogue,
      Promotions promotions,
      Supplier<UUID> ids,
      Clock clock) {
    this.pricing = pricing;
    this.catalogue = catalogue;
    this.promotions = promotions;
    this.ids = ids;
    this.clock = clock;
  }

  /** A quote, or what stands in its way. */
  public QuoteOutcome quote(QuoteRequest request) {
    return quote(request, catalogue.find(request.restaurantId()));
  }

  /** The same, for whoever has looked the restaurant up already. */
  QuoteOutcome quote(QuoteRequest request, Optional<RestaurantPublished> restaurant) {
    Optional<Promotion.Offer> promotion =
        Optional.ofNullable(request.promotionCode())
            .flatMap(code -> promotions.find(Promotion.normal(code), request.customerId()));
    return pricing.quote(
        new QuoteId(ids.get()), request, new Offer(restaurant, promotion), clock.instant());
  }

  /** The restaurant that a request is for. */
  Optional<RestaurantPublished> restaurant(QuoteRequest request) {
    return catalogue.find(request.restaurantId());
  }
}
