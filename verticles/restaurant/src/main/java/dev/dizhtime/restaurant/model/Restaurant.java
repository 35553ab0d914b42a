package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import java.time.Instant;
import java.util.List;

/**
 * A restaurant at one version. Each change makes the next version; a change that would change
 * nothing returns the same object.
 *
 * @param version 1 when it is made
 * @param open whether it takes orders; only a published one with a menu does
 * @param origin null unless it was imported
 */
public record Restaurant(
    RestaurantId restaurantId,
    long version,
    UserId ownerId,
    Profile profile,
    RestaurantStatus status,
    boolean open,
    List<MenuItem> menu,
    Origin origin,
    Instant createdAt,
    Instant updatedAt) {
  public Restaurant {
    menu = List.copyOf(menu);
  }

  /** A new one that only its owner sees. */
  public static Restaurant draft(RestaurantId id, UserId owner, Profile profile, Instant now) {
    return new Restaurant(
        id, 1, owner, profile, RestaurantStatus.DRAFT, false, List.of(), null, now, now);
  }

  /** One from a list: seen by customers at once, and open when it has something to sell. */
  public static Restaurant imported(
      Origin origin, UserId owner, Profile profile, List<MenuItem> menu, Instant now) {
    return new Restaurant(
        origin.restaurantId(),
        1,
        owner,
        profile,
        RestaurantStatus.PUBLISHED,
        !menu.isEmpty(),
        menu,
        origin,
        now,
        now);
  }

  /** Whether customers see it. */
  public boolean published() {
    return status == RestaurantStatus.PUBLISHED;
  }

  /** With another menu; an empty one closes it. */
  public Restaurant withMenu(List<MenuItem> newMenu, Instant now) {
    return next(profile, status, open && !newMenu.isEmpty(), newMenu, now);
  }

  /** With what the list it was imported from says by now. */
  public Restaurant reimported(Profile newProfile, List<MenuItem> newMenu, Instant now) {
    boolean firstMenu = published() && menu.isEmpty();
    return next(newProfile, status, (open || firstMenu) && !newMenu.isEmpty(), newMenu, now);
  }

  /** Seen by customers from now on, and open. */
  public Restaurant publish(Instant now) {
    return published() ? this : next(profile, RestaurantStatus.PUBLISHED, true, menu, now);
  }

  /** No longer seen by customers, and closed. A draft stays one. */
  public Restaurant unpublish(Instant now) {
    return published() ? next(profile, RestaurantStatus.UNPUBLISHED, false, menu, now) : this;
  }

  /** Takes orders, or does not. */
  public Restaurant withOpen(boolean newOpen, Instant now) {
    return next(profile, status, newOpen, menu, now);
  }

  private Restaurant next(
      Profile newProfile,
      RestaurantStatus newStatus,
      boolean newOpen,
      List<MenuItem> newMenu,
      Instant now) {
    if (newProfile.equals(profile)
        && newStatus == status
        && newOpen == open
        && newMenu.equals(menu)) {
      return this;
    }
    return new Restaurant(
        restaurantId,
        version + 1,
        ownerId,
        newProfile,
        newStatus,
        newOpen,
        newMenu,
        origin,
        createdAt,
        now);
  }
}
