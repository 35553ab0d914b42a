package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.order.model.Pricing;
import dev.dizhtime.order.model.QuoteOutcome;
import dev.dizhtime.order.model.QuoteRequest;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells a customer what an order would cost. Keeps nothing: the quote is the customer's to carry.
 */
public final class MakeQuote {
  private final Pricing pricing;
  private final Catalogue catalogue;
  private final Supplier<UUID> ids;
  private final Clock clock;

  public MakeQuote(Pricing pricing, Catalogue catalogue, Supplier<UUID> ids, Clock clock) {
    this.pricing = pricing;
    this.catalogue = catalogue;
    this.ids = ids;
    this.clock = clock;
  }

  /** A quote, or what stands in its way. */
  public QuoteOutcome quote(QuoteRequest request) {
    return pricing.quote(
        new QuoteId(ids.get()), request, catalogue.find(request.restaurantId()), clock.instant());
  }
}
