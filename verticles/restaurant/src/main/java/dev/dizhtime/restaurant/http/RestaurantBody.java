package dev.dizhtime.restaurant.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import dev.dizhtime.restaurant.model.Profile;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.restaurant.model.RestaurantStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A restaurant in an answer.
 *
 * @param ownerName only for those who manage it, and only once it is known
 * @param menu null in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RestaurantBody(
    RestaurantId restaurantId,
    long version,
    RestaurantStatus status,
    boolean open,
    UserId ownerId,
    String ownerName,
    String name,
    String cuisine,
    Place place,
    String timeZone,
    String currency,
    String hygieneGrade,
    List<OpeningPeriod> openingHours,
    List<MenuItem> menu,
    Instant createdAt,
    Instant updatedAt) {
  /** What is needed to make one. */
  record New(
      String name,
      String cuisine,
      Place place,
      String timeZone,
      String currency,
      String hygieneGrade,
      List<OpeningPeriod> openingHours) {
    Profile profile() {
      return new Profile(name, cuisine, place, timeZone, currency, hygieneGrade);
    }
  }

  /** When it is open; the present time zone when there is none. */
  record Hours(String timeZone, List<OpeningPeriod> openingHours) {}

  /** How many are left of an item; null when nobody counts them. */
  record Stock(Integer stock, boolean available) {}

  static RestaurantBody of(Restaurant restaurant, Optional<String> ownerName) {
    return of(restaurant, ownerName.orElse(null), restaurant.menu());
  }

  static RestaurantBody inList(Restaurant restaurant) {
    return of(restaurant, null, null);
  }

  private static RestaurantBody of(Restaurant each, String ownerName, List<MenuItem> menu) {
    Profile profile = each.profile();
    return new RestaurantBody(
        each.restaurantId(),
        each.version(),
        each.status(),
        each.open(),
        each.ownerId(),
        ownerName,
        profile.name(),
        profile.cuisine(),
        profile.place(),
        profile.timeZone(),
        profile.currency(),
        profile.hygieneGrade(),
        each.openingHours(),
        menu,
        each.createdAt(),
        each.updatedAt());
  }
}
