package dev.dizhtime.auth.staff;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.Optional;

/** Whose restaurants there are. */
public final class KnownRestaurants {
  /** What is known of one. */
  record Known(UserId ownerId, String name) {}

  private KnownRestaurants() {}

  /** Takes over a snapshot, unless a later one is known. */
  public static void know(Tx tx, RestaurantPublished restaurant) {
    tx.update(
        """
        INSERT INTO known_restaurant (restaurant_id, version, owner_id, name)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (restaurant_id) DO UPDATE
        SET version = excluded.version, owner_id = excluded.owner_id, name = excluded.name
        WHERE known_restaurant.version < excluded.version
        """,
        restaurant.restaurantId().value(),
        restaurant.version(),
        restaurant.ownerId().value(),
        restaurant.name());
  }

  /** Finds it, and holds its row so that changes of its staff come one after the other. */
  static Optional<Known> lock(Tx tx, RestaurantId id) {
    return tx.first(
            "SELECT owner_id, name FROM known_restaurant WHERE restaurant_id = $1 FOR UPDATE",
            id.value())
        .map(row -> new Known(new UserId(row.getUUID("owner_id")), row.getString("name")));
  }
}
