package dev.dizhtime.search;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.restaurant.RestaurantUnpublished;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/** Restaurants as the topic tells of them. */
final class Events {
  private static final UserId OWNER = new UserId(UUID.randomUUID());

  private Events() {}

  static RestaurantId id() {
    return new RestaurantId(UUID.randomUUID());
  }

  static RestaurantPublished published(
      RestaurantId id,
      long version,
      String name,
      String cuisine,
      GeoPoint at,
      boolean open,
      String... items) {
    return new RestaurantPublished(
        id,
        version,
        OWNER,
        name,
        cuisine,
        new Place("1 Main St", at),
        "UTC",
        "USD",
        "A",
        open,
        Stream.of(items).map(Events::item).toList(),
        Instant.now());
  }

  static RestaurantUnpublished unpublished(RestaurantId id, long version) {
    return new RestaurantUnpublished(id, version, Instant.now());
  }

  private static MenuItem item(String name) {
    return new MenuItem(
        new MenuItemId(UUID.randomUUID()), name, "", "Mains", new Money(500, "USD"), true);
  }
}
