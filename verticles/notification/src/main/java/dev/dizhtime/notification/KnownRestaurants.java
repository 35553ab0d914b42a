package dev.dizhtime.notification;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.runtime.postgres.Tx;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** What notices need to know of restaurants: whose they are, their names and their clocks. */
final class KnownRestaurants {
  /** What is known of one. */
  record Known(UserId ownerId, String name, ZoneId zone) {}

  private KnownRestaurants() {}

  /** Takes over a snapshot, unless a later one is known. */
  static void know(Tx tx, RestaurantPublished restaurant) {
    tx.update(
        """
        INSERT INTO known_restaurant (restaurant_id, version, owner_id, name, time_zone)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (restaurant_id) DO UPDATE
        SET version = excluded.version, owner_id = excluded.owner_id, name = excluded.name,
            time_zone = excluded.time_zone
        WHERE known_restaurant.version < excluded.version
        """,
        restaurant.restaurantId().value(),
        restaurant.version(),
        restaurant.ownerId().value(),
        restaurant.name(),
        restaurant.timeZone());
  }

  static Optional<Known> find(Tx tx, UUID restaurantId) {
    return tx.first(
            "SELECT owner_id, name, time_zone FROM known_restaurant WHERE restaurant_id = $1",
            restaurantId)
        .map(
            row ->
                new Known(
                    new UserId(row.getUUID("owner_id")),
                    row.getString("name"),
                    zone(row.getString("time_zone"))));
  }

  /** The clock on a restaurant's wall; UTC when the restaurant is not known. */
  static ZoneId zone(Tx tx, RestaurantId restaurant) {
    return find(tx, restaurant.value()).map(Known::zone).orElse(ZoneOffset.UTC);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }
}
