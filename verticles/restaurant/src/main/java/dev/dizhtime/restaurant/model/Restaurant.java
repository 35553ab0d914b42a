package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A restaurant at one version. Each change makes the next version; a change that would change
 * nothing returns the same object.
 *
 * @param version 1 when it is made
 * @param open whether it takes orders; only a published one with a menu does
 * @param origin null unless it was imported
 * @param openingHours in the profile's time zone; none: at all times
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
    Instant updatedAt,
    List<OpeningPeriod> openingHours) {
  public Restaurant {
    menu = List.copyOf(menu);
    openingHours = openingHours == null ? List.of() : List.copyOf(openingHours);
  }

  /** A new one that only its owner sees. */
  public static Restaurant draft(
      RestaurantId id, UserId owner, Profile profile, List<OpeningPeriod> hours, Instant now) {
    return new Restaurant(
        id, 1, owner, profile, RestaurantStatus.DRAFT, false, List.of(), null, now, now, hours);
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
        now,
        List.of());
  }

  /** Whether customers see it. */
  public boolean published() {
    return status == RestaurantStatus.PUBLISHED;
  }

  /** With another menu; an empty one closes it. */
  public Restaurant withMenu(List<MenuItem> newMenu, Instant now) {
    return next(profile, status, open && !newMenu.isEmpty(), newMenu, openingHours, now);
  }

  /** With what the list it was imported from says by now. */
  public Restaurant reimported(Profile newProfile, List<MenuItem> newMenu, Instant now) {
    boolean firstMenu = published() && menu.isEmpty();
    return next(
        newProfile, status, (open || firstMenu) && !newMenu.isEmpty(), newMenu, openingHours, now);
  }

  /** Seen by customers from now on, and open. */
  public Restaurant publish(Instant now) {
    return published()
        ? this
        : next(profile, RestaurantStatus.PUBLISHED, true, menu, openingHours, now);
  }

  /** No longer seen by customers, and closed. A draft stays one. */
  public Restaurant unpublish(Instant now) {
    return published()
        ? next(profile, RestaurantStatus.UNPUBLISHED, false, menu, openingHours, now)
        : this;
  }

  /** Takes orders, or does not. */
  public Restaurant withOpen(boolean newOpen, Instant now) {
    return next(profile, status, newOpen, menu, openingHours, now);
  }

  /** Open at these times of the week. */
  public Restaurant withHours(Profile newProfile, List<OpeningPeriod> newHours, Instant now) {
    return next(newProfile, status, open, menu, newHours, now);
  }

  /** Whether someone counts what is left of anything. */
  public boolean countsStock() {
    return menu.stream().anyMatch(item -> item.stock() != null);
  }

  /** With more (or, below zero, less) of what is counted; the rest is left alone. */
  public Restaurant withStockChanged(Map<MenuItemId, Integer> changes, Instant now) {
    List<MenuItem> newMenu =
        menu.stream()
            .map(
                item ->
                    item.stock() == null || !changes.containsKey(item.itemId())
                        ? item
                        : with(item, item.stock() + changes.get(item.itemId()), item.available()))
            .toList();
    return next(profile, status, open, newMenu, openingHours, now);
  }

  /** With so many of an item left, and to be had or not. */
  public Restaurant withStock(MenuItemId id, Integer stock, boolean available, Instant now) {
    List<MenuItem> newMenu =
        menu.stream()
            .map(item -> item.itemId().equals(id) ? with(item, stock, available) : item)
            .toList();
    return next(profile, status, open, newMenu, openingHours, now);
  }

  private static MenuItem with(MenuItem item, Integer stock, boolean available) {
    return new MenuItem(
        item.itemId(),
        item.name(),
        item.description(),
        item.category(),
        item.price(),
        available,
        item.options(),
        stock == null ? null : Math.min(stock, MenuRules.MAX_STOCK));
  }

  private Restaurant next(
      Profile newProfile,
      RestaurantStatus newStatus,
      boolean newOpen,
      List<MenuItem> newMenu,
      List<OpeningPeriod> newHours,
      Instant now) {
    if (newProfile.equals(profile)
        && newStatus == status
        && newOpen == open
        && newMenu.equals(menu)
        && newHours.equals(openingHours)) {
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
        now,
        newHours);
  }
}
