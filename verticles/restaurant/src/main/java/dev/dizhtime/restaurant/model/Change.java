package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.restaurant.RestaurantUnpublished;
import java.util.Optional;

/**
 * A step from one version of a restaurant to the next.
 *
 * @param before null when the restaurant is new
 */
public record Change(Restaurant before, Restaurant after) {
  /** Whether the restaurant is new. */
  public boolean creates() {
    return before == null;
  }

  /** Whether there is anything to save. */
  public boolean nothing() {
    return before == after;
  }

  /** What others are told; empty when customers notice nothing. */
  public Optional<Message> event() {
    if (nothing()) {
      return Optional.empty();
    }
    if (after.published()) {
      return Optional.of(published());
    }
    if (before != null && before.published()) {
      return Optional.of(
          new RestaurantUnpublished(after.restaurantId(), after.version(), after.updatedAt()));
    }
    return Optional.empty();
  }

  private RestaurantPublished published() {
    Profile profile = after.profile();
    return new RestaurantPublished(
        after.restaurantId(),
        after.version(),
        after.ownerId(),
        profile.name(),
        profile.cuisine(),
        profile.place(),
        profile.timeZone(),
        profile.currency(),
        profile.hygieneGrade(),
        after.open(),
        after.menu(),
        after.updatedAt(),
        after.openingHours());
  }
}
