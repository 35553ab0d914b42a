package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.StockRefused;
import dev.dizhtime.contracts.restaurant.StockTaken;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.restaurant.model.StockClaim;
import dev.dizhtime.restaurant.usecase.Stock.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes what orders need from what restaurants have, and puts it back when they come to nothing.
 * The same event twice changes nothing; one that comes after the order's end changes nothing.
 */
public final class KeepStock {
  /** How often a change that others were faster than is worked out anew before we wait a while. */
  private static final int MAX_ATTEMPTS = 20;

  private final Stock stock;
  private final Clock clock;

  /** What came of an event. */
  public enum Outcome {
    TAKEN,
    REFUSED,
    PUT_BACK,
    ENDED,
    NOTHING
  }

  /** One try; empty when another was first. */
  private interface Step extends Function<Shelf, Optional<Outcome>> {}

  public KeepStock(Stock stock, Clock clock) {
    this.stock = stock;
    this.clock = clock;
  }

  /** Takes what the order needs of what is counted: all of it, or nothing and says so. */
  public Outcome take(OrderFunded order) {
    return attempt(
        order.restaurantId(),
        order.orderId(),
        shelf ->
            shelf.ended() || shelf.claim().isPresent()
                ? Optional.of(Outcome.NOTHING)
                : take(order, shelf.restaurant()));
  }

  private Optional<Outcome> take(OrderFunded order, Restaurant restaurant) {
    Map<MenuItemId, Integer> wanted = wanted(order.lines());
    List<MenuItem> counted =
        restaurant.menu().stream()
            .filter(item -> item.stock() != null && wanted.containsKey(item.itemId()))
            .toList();
    List<MenuItemId> missing =
        counted.stream()
            .filter(item -> item.stock() < wanted.get(item.itemId()))
            .map(MenuItem::itemId)
            .toList();
    Optional<StockTaken> taken =
        order.stockAwaited()
            ? Optional.of(new StockTaken(order.orderId(), order.restaurantId(), now()))
            : Optional.empty();
    if (counted.isEmpty()) {
      return taken.isEmpty() || stock.confirm(taken.get())
          ? Optional.of(Outcome.NOTHING)
          : Optional.empty();
    }
    if (!missing.isEmpty()) {
      var answer = new StockRefused(order.orderId(), order.restaurantId(), missing, now());
      return stock.refuse(answer) ? Optional.of(Outcome.REFUSED) : Optional.empty();
    }
    var claim =
        new StockClaim(
            order.orderId(),
            counted.stream()
                .map(item -> new StockClaim.Part(item.itemId(), wanted.get(item.itemId())))
                .toList());
    var change = new Change(restaurant, restaurant.withStockChanged(claim.times(-1), now()));
    return stock.take(change, claim, taken) ? Optional.of(Outcome.TAKEN) : Optional.empty();
  }

  private static Map<MenuItemId, Integer> wanted(List<OrderLine> lines) {
    Map<MenuItemId, Integer> wanted = new LinkedHashMap<>();
    lines.forEach(line -> wanted.merge(line.itemId(), line.quantity(), Integer::sum));
    return wanted;
  }

  /** The order came to nothing before it left the restaurant: puts back what it took. */
  public Outcome putBack(RestaurantId restaurantId, OrderId orderId) {
    return attempt(
        restaurantId,
        orderId,
        shelf -> {
          if (shelf.claim().isEmpty()) {
            return end(restaurantId, orderId, shelf);
          }
          Restaurant before = shelf.restaurant();
          Restaurant after = before.withStockChanged(shelf.claim().get().times(1), now());
          var change = new Change(before, after);
          return change.nothing()
              ? end(restaurantId, orderId, shelf)
              : stock.putBack(change, orderId) ? Optional.of(Outcome.PUT_BACK) : Optional.empty();
        });
  }

  /** The order has left the restaurant: what it took is gone. */
  public Outcome end(RestaurantId restaurantId, OrderId orderId) {
    return attempt(restaurantId, orderId, shelf -> end(restaurantId, orderId, shelf));
  }

  /** Where nothing is counted there is nothing to remember an order for. */
  private Optional<Outcome> end(RestaurantId restaurantId, OrderId orderId, Shelf shelf) {
    boolean concerned = shelf.claim().isPresent() || shelf.restaurant().countsStock();
    if (shelf.ended() || !concerned) {
      return Optional.of(Outcome.NOTHING);
    }
    return stock.end(restaurantId, orderId) ? Optional.of(Outcome.ENDED) : Optional.empty();
  }

  private Outcome attempt(RestaurantId restaurantId, OrderId orderId, Step step) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<Shelf> shelf = stock.find(restaurantId, orderId);
      if (shelf.isEmpty()) {
        return Outcome.NOTHING;
      }
      Optional<Outcome> outcome = step.apply(shelf.get());
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    throw new UncheckedIOException(
        new IOException("others change restaurant " + restaurantId + " all the time"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
