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
    boolean noticed = after.published() || (before != null && before.published());
    return noticed ? Optional.of(snapshot(after)) : Optional.empty();
  }

  /** What others are told of a restaurant as it is, if they have ever been told of it. */
  public static Message snapshot(Restaurant present) {
    return present.published()
        ? published(present)
        : new RestaurantUnpublished(present.restaurantId(), present.version(), present.updatedAt());
  }

  private static RestaurantPublished published(Restaurant present) {
    Profile profile = present.profile();
    return new RestaurantPublished(
        present.restaurantId(),
        present.version(),
        present.ownerId(),
        profile.name(),
        profile.cuisine(),
        profile.place(),
        profile.timeZone(),
        profile.currency(),
        profile.hygieneGrade(),
        present.open(),
        present.menu(),
        present.updatedAt(),
        present.openingHours());
  }
}
