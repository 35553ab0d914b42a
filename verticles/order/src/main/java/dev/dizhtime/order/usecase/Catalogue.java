package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import java.util.Optional;

/** What restaurants sell, as far as they have told us. */
@FunctionalInterface
public interface Catalogue {
  /** The restaurant as customers see it at present; empty when they don't. */
  Optional<RestaurantPublished> find(RestaurantId restaurantId);
}
