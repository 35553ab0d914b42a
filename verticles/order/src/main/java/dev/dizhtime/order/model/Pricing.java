package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.model.QuoteOutcome.Quoted;
import dev.dizhtime.order.model.QuoteOutcome.Refused;
import dev.dizhtime.order.model.QuoteRequest.WantedItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes quotes. Every price comes from the restaurant's menu, never from the request.
 *
 * <p>Only the fee for the way, the tax and a promotion's share are rounded, each once, half up, and
 * each to a charge of its own: what the customer pays is the sum of what is shown.
 */
public final class Pricing {
  private final Tariff tariff;
  private final List<QuoteRule> rules;

  public Pricing(Tariff tariff) {
    this.tariff = tariff;
    this.rules = QuoteRule.all(tariff);
  }

  /**
   * What is known when a price is asked for.
   *
   * @param restaurant as customers see it at present; empty when they don't see it
   * @param promotion that the request names; empty when it names none, or one that there is not
   */
  public record Offer(
      Optional<RestaurantPublished> restaurant, Optional<Promotion.Offer> promotion) {
    /** Without a promotion. */
    public Offer(Optional<RestaurantPublished> restaurant) {
      this(restaurant, Optional.empty());
    }
  }

  /** Prices a request. */
  public QuoteOutcome quote(QuoteId quoteId, QuoteRequest request, Offer offer, Instant now) {
    if (offer.restaurant().isEmpty()) {
      return new Refused("restaurantId", "is not a restaurant that takes orders");
    }
    RestaurantPublished restaurant = offer.restaurant().get();
    for (QuoteRule rule : rules) {
      Optional<Refused> refusal = rule.check(request, restaurant, now);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    return price(quoteId, request, restaurant, offer.promotion(), now);
  }

  private QuoteOutcome price(
      QuoteId quoteId,
      QuoteRequest request,
      RestaurantPublished restaurant,
      Optional<Promotion.Offer> promotion,
      Instant now) {
    Menu menu = new Menu(restaurant);
    long itemsMinor = itemsMinor(request, menu);
    if (itemsMinor > tariff.maxOrderMinor()) {
      return tooMuch("items");
    }
    Money items = new Money(itemsMinor, restaurant.currency());
    if (request.promotionCode() != null) {
      Optional<String> obstacle =
          promotion.isEmpty()
              ? Optional.of("is not known")
              : Promotion.obstacle(promotion.get(), items, now);
      if (obstacle.isPresent()) {
        return new Refused("promotionCode", obstacle.get());
      }
    }
    Charges charges =
        charges(items, request, restaurant, promotion.map(Promotion.Offer::promotion));
    Optional<Refused> refusal = outOfBounds(charges, request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    var terms =
        new Terms(
            quoteId,
            request.customerId(),
            restaurant.restaurantId(),
            restaurant.ownerId(),
            restaurant.name(),
            request.items().stream().map(wanted -> line(wanted, menu)).toList(),
            charges,
            restaurant.place(),
            request.dropoff(),
            request.payment(),
            request.scheduledFor());
    return new Quoted(
        new Quote(
            terms,
            now.plus(Quote.LIFETIME),
            request.promotionCode() == null ? null : promotion.orElseThrow().promotion().code(),
            request.items().stream()
                .map(each -> each.options().stream().sorted().toList())
                .toList(),
            request.items().stream().anyMatch(each -> menu.item(each.itemId()).stock() != null)));
  }

  private Charges charges(
      Money items,
      QuoteRequest request,
      RestaurantPublished restaurant,
      Optional<Promotion> promotion) {
    String currency = restaurant.currency();
    double meters = restaurant.place().location().distanceMeters(request.dropoff().location());
    Money delivery = tariff.deliveryFee(meters, currency);
    Money tax = items.basisPoints(tariff.taxBasisPoints());
    Money tip = request.tip() == null ? Money.zero(currency) : request.tip();
    Money small = tariff.smallOrderFee(items);
    Charges full = new Charges(items, delivery, tax, tip, small, null);
    return promotion
        .map(each -> each.discount(items, ceiling(full)))
        .map(discount -> new Charges(items, delivery, tax, tip, small, discount))
        .orElse(full);
  }

  /** The most that a promotion takes off: items and fees, and one minor unit is left to pay. */
  private static Money ceiling(Charges full) {
    Money reducible = full.items().plus(full.delivery()).plus(full.smallOrderFee());
    long leftMinor = Math.max(0, full.total().amountMinor() - 1);
    return new Money(Math.min(reducible.amountMinor(), leftMinor), reducible.currency());
  }

  private Optional<Refused> outOfBounds(Charges charges, QuoteRequest request) {
    long totalMinor = charges.total().amountMinor();
    if (totalMinor > tariff.maxOrderMinor()) {
      boolean tipped = charges.tip().amountMinor() > charges.items().amountMinor();
      return Optional.of(tooMuch(tipped ? "tip" : "items"));
    }
    if (totalMinor == 0) {
      return Optional.of(new Refused("items", "cost nothing, so there is nothing to pay for"));
    }
    return switch (request.payment()) {
      case WALLET -> Optional.empty();
      case CASH ->
          totalMinor <= tariff.maxCashMinor()
              ? Optional.empty()
              : Optional.of(
                  new Refused(
                      "payment",
                      "can be CASH up to %d minor units, and this is %d"
                          .formatted(tariff.maxCashMinor(), totalMinor)));
    };
  }

  /** At most 50 lines of 99 pieces of 61 prices of Money.MAX_AMOUNT_MINOR: no overflow. */
  private static long itemsMinor(QuoteRequest request, Menu menu) {
    return request.items().stream()
        .mapToLong(
            each -> Menu.unitMinor(menu.item(each.itemId()), each.options()) * each.quantity())
        .sum();
  }

  private static OrderLine line(WantedItem wanted, Menu menu) {
    MenuItem item = menu.item(wanted.itemId());
    Money unitPrice = new Money(Menu.unitMinor(item, wanted.options()), item.price().currency());
    return new OrderLine(
        item.itemId(),
        item.name(),
        unitPrice,
        wanted.quantity(),
        Menu.words(item, wanted.options()));
  }

  private Refused tooMuch(String field) {
    return new Refused(
        field,
        "make the order cost more than " + tariff.maxOrderMinor() + " minor units, the most taken");
  }
}
