package dev.dizhtime.order.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.QuoteId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.model.QuoteOutcome.Quoted;
import dev.dizhtime.order.model.QuoteOutcome.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes quotes. Every price comes from the restaurant's menu, never from the request. */
public final class Pricing {
  private final Tariff tariff;
  private final List<QuoteRule> rules;

  public Pricing(Tariff tariff) {
    this.tariff = tariff;
    this.rules = QuoteRule.all(tariff);
  }

  /**
   * Prices a request.
   *
   * @param restaurant as customers see it at present; empty when they don't see it
   */
  public QuoteOutcome quote(
      QuoteId quoteId,
      QuoteRequest request,
      Optional<RestaurantPublished> restaurant,
      Instant now) {
    if (restaurant.isEmpty()) {
      return new Refused("restaurantId", "is not a restaurant that takes orders");
    }
    for (QuoteRule rule : rules) {
      Optional<Refused> refusal = rule.check(request, restaurant.get());
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    return price(quoteId, request, restaurant.get(), now);
  }

  private QuoteOutcome price(
      QuoteId quoteId, QuoteRequest request, RestaurantPublished restaurant, Instant now) {
    List<OrderLine> lines = lines(request, restaurant);
    // At most 50 lines of 99 pieces of Money.MAX_AMOUNT_MINOR each: no overflow of a long.
    long itemsMinor =
        lines.stream().mapToLong(each -> each.unitPrice().amountMinor() * each.quantity()).sum();
    if (itemsMinor > tariff.maxOrderMinor()) {
      return tooMuch("items");
    }
    Charges charges = charges(new Money(itemsMinor, restaurant.currency()), request, restaurant);
    long totalMinor = charges.total().amountMinor();
    if (totalMinor > tariff.maxOrderMinor()) {
      return tooMuch(charges.tip().amountMinor() > itemsMinor ? "tip" : "items");
    }
    if (totalMinor == 0) {
      return new Refused("items", "cost nothing, so there is nothing to pay for");
    }
    var terms =
        new Terms(
            quoteId,
            request.customerId(),
            restaurant.restaurantId(),
            restaurant.ownerId(),
            restaurant.name(),
            lines,
            charges,
            restaurant.place(),
            request.dropoff());
    return new Quoted(new Quote(terms, now.plus(Quote.LIFETIME)));
  }

  private Charges charges(Money items, QuoteRequest request, RestaurantPublished restaurant) {
    double meters = restaurant.place().location().distanceMeters(request.dropoff().location());
    return new Charges(
        items,
        tariff.deliveryFee(meters, restaurant.currency()),
        items.basisPoints(tariff.taxBasisPoints()),
        request.tip() == null ? Money.zero(restaurant.currency()) : request.tip());
  }

  private static List<OrderLine> lines(QuoteRequest request, RestaurantPublished restaurant) {
    Map<MenuItemId, MenuItem> menu =
        restaurant.menu().stream()
            .collect(Collectors.toMap(MenuItem::itemId, Function.identity(), (first, _) -> first));
    List<OrderLine> lines = new ArrayList<>();
    for (QuoteRequest.WantedItem wanted : request.items()) {
      MenuItem item = menu.get(wanted.itemId());
      lines.add(new OrderLine(item.itemId(), item.name(), item.price(), wanted.quantity()));
    }
    return lines;
  }

  private Refused tooMuch(String field) {
    return new Refused(
        field,
        "make the order cost more than " + tariff.maxOrderMinor() + " minor units, the most taken");
  }
}
