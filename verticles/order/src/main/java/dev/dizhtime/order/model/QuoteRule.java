package dev.dizhtime.order.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.model.QuoteOutcome.Refused;
import dev.dizhtime.order.model.QuoteRequest.WantedItem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One reason not to quote. */
@FunctionalInterface
interface QuoteRule {
  /** Says what is wrong, or nothing. */
  Optional<Refused> check(QuoteRequest request, RestaurantPublished restaurant);

  /** All of them, in the order in which they are asked. */
  static List<QuoteRule> all(Tariff tariff) {
    return List.of(
        QuoteRule::restaurantIsOpen,
        QuoteRule::quantitiesAreInRange,
        QuoteRule::itemsAreListedOnce,
        QuoteRule::itemsCanBeOrdered,
        (request, restaurant) -> dropoffIsNear(request, restaurant, tariff.radiusMeters()),
        (request, restaurant) -> tipIsModest(request, restaurant, tariff.maxOrderMinor()));
  }

  private static Optional<Refused> restaurantIsOpen(
      QuoteRequest request, RestaurantPublished restaurant) {
    return restaurant.open() ? Optional.empty() : refuse("restaurantId", "is closed at present");
  }

  private static Optional<Refused> quantitiesAreInRange(
      QuoteRequest request, RestaurantPublished restaurant) {
    for (int i = 0; i < request.items().size(); i++) {
      int quantity = request.items().get(i).quantity();
      if (quantity < 1 || quantity > 99) {
        return refuse("items[" + i + "].quantity", "must be from 1 to 99");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> itemsAreListedOnce(
      QuoteRequest request, RestaurantPublished restaurant) {
    Set<MenuItemId> seen = new HashSet<>();
    for (int i = 0; i < request.items().size(); i++) {
      if (!seen.add(request.items().get(i).itemId())) {
        return refuse("items[" + i + "].itemId", "is listed twice; raise its quantity instead");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> itemsCanBeOrdered(
      QuoteRequest request, RestaurantPublished restaurant) {
    Map<MenuItemId, MenuItem> menu =
        restaurant.menu().stream()
            .collect(Collectors.toMap(MenuItem::itemId, Function.identity(), (first, _) -> first));
    for (int i = 0; i < request.items().size(); i++) {
      WantedItem wanted = request.items().get(i);
      Optional<String> reason = unorderable(menu.get(wanted.itemId()), restaurant.currency());
      if (reason.isPresent()) {
        return refuse("items[" + i + "].itemId", reason.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unorderable(MenuItem item, String currency) {
    if (item == null) {
      return Optional.of("is not on this restaurant's menu");
    }
    if (!item.available()) {
      return Optional.of("is not available at present");
    }
    return item.price().currency().equals(currency)
        ? Optional.empty()
        : Optional.of("is not priced in " + currency);
  }

  private static Optional<Refused> dropoffIsNear(
      QuoteRequest request, RestaurantPublished restaurant, int radiusMeters) {
    double meters = restaurant.place().location().distanceMeters(request.dropoff().location());
    return meters <= radiusMeters
        ? Optional.empty()
        : refuse(
            "dropoff.location",
            "is %d m from the restaurant, at most %d m are served"
                .formatted(Math.round(meters), radiusMeters));
  }

  private static Optional<Refused> tipIsModest(
      QuoteRequest request, RestaurantPublished restaurant, long maxMinor) {
    if (request.tip() == null) {
      return Optional.empty();
    }
    if (!request.tip().currency().equals(restaurant.currency())) {
      return refuse("tip.currency", "must be " + restaurant.currency());
    }
    return request.tip().amountMinor() <= maxMinor
        ? Optional.empty()
        : refuse("tip.amountMinor", "must be at most " + maxMinor);
  }

  private static Optional<Refused> refuse(String field, String reason) {
    return Optional.of(new Refused(field, reason));
  }
}
