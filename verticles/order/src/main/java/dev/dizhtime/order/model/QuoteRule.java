package dev.dizhtime.order.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.model.QuoteOutcome.Refused;
import dev.dizhtime.order.model.QuoteRequest.WantedItem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One reason not to quote. */
@FunctionalInterface
interface QuoteRule {
  /** The most of one item in an order, on all lines together. */
  int MAX_QUANTITY = 99;

  /** The soonest for which an order is scheduled. */
  Duration MIN_AHEAD = Duration.ofMinutes(15);

  /** The latest for which an order is scheduled. */
  Duration MAX_AHEAD = Duration.ofDays(7);

  /** Says what is wrong, or nothing. */
  Optional<Refused> check(QuoteRequest request, RestaurantPublished restaurant, Instant now);

  /** All of them, in the order in which they are asked. */
  static List<QuoteRule> all(Tariff tariff) {
    return List.of(
        QuoteRule::restaurantTakesOrders,
        QuoteRule::timeIsNear,
        QuoteRule::restaurantIsOpen,
        QuoteRule::quantitiesAreInRange,
        QuoteRule::itemsAreListedOnce,
        QuoteRule::itemsCanBeOrdered,
        (request, restaurant, _) -> dropoffIsNear(request, restaurant, tariff.radiusMeters()),
        (request, restaurant, _) -> tipIsModest(request, restaurant, tariff.maxOrderMinor()));
  }

  private static Optional<Refused> restaurantTakesOrders(
      QuoteRequest request, RestaurantPublished restaurant, Instant now) {
    return restaurant.open() ? Optional.empty() : refuse("restaurantId", "is closed at present");
  }

  private static Optional<Refused> timeIsNear(
      QuoteRequest request, RestaurantPublished restaurant, Instant now) {
    Instant wanted = request.scheduledFor();
    if (wanted == null) {
      return Optional.empty();
    }
    if (wanted.isBefore(now.plus(MIN_AHEAD))) {
      return refuse("scheduledFor", "must be at least " + MIN_AHEAD.toMinutes() + " minutes ahead");
    }
    return wanted.isAfter(now.plus(MAX_AHEAD))
        ? refuse("scheduledFor", "must be at most " + MAX_AHEAD.toDays() + " days ahead")
        : Optional.empty();
  }

  private static Optional<Refused> restaurantIsOpen(
      QuoteRequest request, RestaurantPublished restaurant, Instant now) {
    boolean later = request.scheduledFor() != null;
    Instant at = later ? request.scheduledFor() : now;
    if (OpeningHours.of(restaurant).filter(hours -> hours.openAt(at)).isPresent()) {
      return Optional.empty();
    }
    return later
        ? refuse("scheduledFor", "is when the restaurant is closed")
        : refuse("restaurantId", "is closed at this hour");
  }

  private static Optional<Refused> quantitiesAreInRange(
      QuoteRequest request, RestaurantPublished restaurant, Instant now) {
    Map<MenuItemId, Integer> sums = new HashMap<>();
    for (int i = 0; i < request.items().size(); i++) {
      WantedItem wanted = request.items().get(i);
      boolean inRange = wanted.quantity() >= 1 && wanted.quantity() <= MAX_QUANTITY;
      if (!inRange) {
        return refuse("items[" + i + "].quantity", "must be from 1 to " + MAX_QUANTITY);
      }
      if (sums.merge(wanted.itemId(), wanted.quantity(), Integer::sum) > MAX_QUANTITY) {
        return refuse(
            "items[" + i + "].quantity",
            "makes more than " + MAX_QUANTITY + " of this item on all lines");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> itemsAreListedOnce(
      QuoteRequest request, RestaurantPublished restaurant, Instant now) {
    record Position(MenuItemId itemId, Set<String> options) {}
    Set<Position> seen = new HashSet<>();
    for (int i = 0; i < request.items().size(); i++) {
      WantedItem wanted = request.items().get(i);
      if (!seen.add(new Position(wanted.itemId(), new HashSet<>(wanted.options())))) {
        return refuse(
            "items[" + i + "].itemId",
            "is listed twice with the same options; raise its quantity instead");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> itemsCanBeOrdered(
      QuoteRequest request, RestaurantPublished restaurant, Instant now) {
    Menu menu = new Menu(restaurant);
    Map<MenuItemId, Integer> sums = new HashMap<>();
    for (int i = 0; i < request.items().size(); i++) {
      WantedItem wanted = request.items().get(i);
      int sum = sums.merge(wanted.itemId(), wanted.quantity(), Integer::sum);
      Optional<String> reason = menu.unorderable(wanted.itemId(), sum);
      if (reason.isPresent()) {
        return refuse("items[" + i + "].itemId", reason.get());
      }
      reason = menu.unchoosable(menu.item(wanted.itemId()), wanted.options());
      if (reason.isPresent()) {
        return refuse("items[" + i + "].options", reason.get());
      }
    }
    return Optional.empty();
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
