package dev.dizhtime.order.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a good quote can't be placed any more: what it offers has gone meanwhile. Prices are no
 * reason; the quoted ones hold.
 *
 * @param kind the kind of problem, e.g. {@code item-unavailable}
 * @param field of the quote, e.g. {@code lines[0]}
 * @param reason a sentence
 */
public record Obstacle(String kind, String field, String reason) {
  /**
   * The first obstacle, if any.
   *
   * @param restaurant as customers see it at present; empty when they don't see it
   */
  public static Optional<Obstacle> find(
      Quote quote, Optional<RestaurantPublished> restaurant, Instant now) {
    Instant at = quote.terms().scheduledFor() == null ? now : quote.terms().scheduledFor();
    boolean open =
        restaurant
            .filter(RestaurantPublished::open)
            .flatMap(OpeningHours::of)
            .filter(hours -> hours.openAt(at))
            .isPresent();
    return open
        ? gone(quote, new Menu(restaurant.orElseThrow()))
        : Optional.of(
            new Obstacle(
                "restaurant-closed",
                "quote",
                quote.terms().restaurantName() + " does not take orders for that time any more"));
  }

  private static Optional<Obstacle> gone(Quote quote, Menu menu) {
    Map<MenuItemId, Integer> sums = new HashMap<>();
    List<OrderLine> lines = quote.terms().lines();
    for (int i = 0; i < lines.size(); i++) {
      OrderLine line = lines.get(i);
      int sum = sums.merge(line.itemId(), line.quantity(), Integer::sum);
      List<String> choice = quote.choice(i);
      Optional<String> reason =
          menu.unorderable(line.itemId(), sum)
              .or(() -> menu.missing(menu.item(line.itemId()), choice));
      if (reason.isPresent()) {
        return Optional.of(
            new Obstacle("item-unavailable", "lines[" + i + "]", line.name() + " " + reason.get()));
      }
    }
    return Optional.empty();
  }
}
