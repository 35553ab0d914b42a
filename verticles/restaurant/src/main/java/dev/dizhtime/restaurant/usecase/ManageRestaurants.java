package dev.dizhtime.restaurant.usecase;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import dev.dizhtime.restaurant.model.Actor;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.HoursRules;
import dev.dizhtime.restaurant.model.MenuRules;
import dev.dizhtime.restaurant.model.Profile;
import dev.dizhtime.restaurant.model.ProfileRules;
import dev.dizhtime.restaurant.model.Refusal;
import dev.dizhtime.restaurant.model.Restaurant;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What owners and admins do with one restaurant. */
public final class ManageRestaurants {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  /** How often a change that others were faster than is worked out anew. */
  private static final int MAX_ATTEMPTS = 5;

  private final Restaurants restaurants;
  private final Clock clock;

  public ManageRestaurants(Restaurants restaurants, Clock clock) {
    this.restaurants = restaurants;
    this.clock = clock;
  }

  /** Makes a draft. */
  public Outcome create(UserId owner, Profile profile, List<OpeningPeriod> hours) {
    Optional<Refusal.Unacceptable> broken =
        ProfileRules.broken(profile).or(() -> HoursRules.broken(hours));
    if (broken.isPresent()) {
      return new Outcome.Refused(broken.get());
    }
    Restaurant draft =
        Restaurant.draft(new RestaurantId(IDS.generate()), owner, profile, hours, now());
    Change change = new Change(null, draft);
    if (!restaurants.save(change)) {
      throw new IllegalStateException("a new id was taken: " + draft.restaurantId());
    }
    return new Outcome.Done(change);
  }

  /** The restaurant, if customers see it or it is theirs to manage. */
  public Optional<Restaurant> see(Optional<Actor> actor, RestaurantId id) {
    return restaurants
        .find(id)
        .filter(each -> each.published() || actor.filter(a -> a.worksAt(each)).isPresent());
  }

  /** The restaurants that somebody owns or works at, by id; menus are left out. */
  public List<Restaurant> of(Actor actor, Optional<RestaurantId> after, int limit) {
    return restaurants.of(actor.userId(), actor.staff().keySet(), after, limit);
  }

  /**
   * Replaces the menu.
   *
   * @param expectedVersion the version the owner looked at; empty for whichever it is
   */
  public Outcome replaceMenu(
      Actor actor, RestaurantId id, OptionalLong expectedVersion, List<ItemDraft> items) {
    return change(actor, id, expectedVersion, present -> menuOf(present, items));
  }

  /**
   * Says when it is open, every week.
   *
   * @param expectedVersion the version the owner looked at; empty for whichever it is
   * @param timeZone null to stay in the present one
   * @param hours none: at all times
   */
  public Outcome setHours(
      Actor actor,
      RestaurantId id,
      OptionalLong expectedVersion,
      String timeZone,
      List<OpeningPeriod> hours) {
    return change(
        actor,
        id,
        expectedVersion,
        present -> {
          Profile profile = timeZone == null ? present.profile() : present.profile().in(timeZone);
          Optional<Refusal.Unacceptable> broken =
              ProfileRules.broken(profile).or(() -> HoursRules.broken(hours));
          return broken.isPresent()
              ? new Outcome.Refused(broken.get())
              : done(present, present.withHours(profile, hours, now()));
        });
  }

  /**
   * Says how many of an item are left, whatever the version: the last word counts.
   *
   * @param stock null when nobody counts them
   */
  public Outcome setStock(
      Actor actor, RestaurantId id, MenuItemId itemId, Integer stock, boolean available) {
    return change(
        id,
        actor::worksAt,
        present ->
            present.menu().stream().anyMatch(item -> item.itemId().equals(itemId))
                ? done(present, present.withStock(itemId, stock, available, now()))
                : new Outcome.Refused(new Refusal.UnknownItem(itemId)));
  }

  /** Shows it to customers, and opens it. */
  public Outcome publish(Actor actor, RestaurantId id) {
    return change(
        actor,
        id,
        present ->
            present.menu().isEmpty() && !present.published()
                ? impossible("empty-menu", "There is nothing on the menu yet")
                : done(present, present.publish(now())));
  }

  /** Hides it from customers. */
  public Outcome unpublish(Actor actor, RestaurantId id) {
    return change(actor, id, present -> done(present, present.unpublish(now())));
  }

  /** Takes orders from now on. */
  public Outcome open(Actor actor, RestaurantId id) {
    return change(
        actor,
        id,
        present -> {
          if (!present.published()) {
            return impossible("not-published", "Customers do not see it; publish it first");
          }
          return present.menu().isEmpty()
              ? impossible("empty-menu", "There is nothing on the menu yet")
              : done(present, present.withOpen(true, now()));
        });
  }

  /** Takes no orders from now on. */
  public Outcome close(Actor actor, RestaurantId id) {
    return change(actor, id, present -> done(present, present.withOpen(false, now())));
  }

  private Outcome change(
      Actor actor,
      RestaurantId id,
      OptionalLong expectedVersion,
      Function<Restaurant, Outcome> step) {
    return change(
        actor,
        id,
        present ->
            expectedVersion.isPresent() && expectedVersion.getAsLong() != present.version()
                ? new Outcome.Refused(new Refusal.Stale(present.version()))
                : step.apply(present));
  }

  private Outcome change(Actor actor, RestaurantId id, Function<Restaurant, Outcome> step) {
    return change(id, actor::manages, step);
  }

  private Outcome change(
      RestaurantId id, Predicate<Restaurant> allowed, Function<Restaurant, Outcome> step) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<Restaurant> present = restaurants.find(id).filter(allowed);
      if (present.isEmpty()) {
        return new Outcome.Refused(new Refusal.Unknown());
      }
      Outcome outcome = step.apply(present.get());
      if (!(outcome instanceof Outcome.Done(Change change))
          || change.nothing()
          || restaurants.save(change)) {
        return outcome;
      }
    }
    return impossible("busy", "It is being changed by others all the time; try again");
  }

  private Outcome menuOf(Restaurant present, List<ItemDraft> items) {
    Set<MenuItemId> known =
        present.menu().stream().map(MenuItem::itemId).collect(Collectors.toSet());
    List<MenuItem> menu = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      ItemDraft draft = items.get(i);
      if (draft.itemId() != null && !known.contains(draft.itemId())) {
        return new Outcome.Refused(
            new Refusal.Unacceptable("items[" + i + "].itemId", "is not on the menu"));
      }
      menu.add(itemOf(draft));
    }
    Optional<Refusal.Unacceptable> broken =
        MenuRules.broken(menu, present.profile().currency()).or(() -> MenuSize.exceeded(menu));
    return broken.isPresent()
        ? new Outcome.Refused(broken.get())
        : done(present, present.withMenu(menu, now()));
  }

  private static MenuItem itemOf(ItemDraft draft) {
    return new MenuItem(
        draft.itemId() == null ? new MenuItemId(IDS.generate()) : draft.itemId(),
        draft.name(),
        draft.description() == null ? "" : draft.description(),
        draft.category(),
        draft.price(),
        draft.available(),
        draft.options(),
        draft.stock());
  }

  private static Outcome done(Restaurant before, Restaurant after) {
    return new Outcome.Done(new Change(before, after));
  }

  private static Outcome impossible(String kind, String why) {
    return new Outcome.Refused(new Refusal.Impossible(kind, why));
  }

  /** MongoDB and people need no more than milliseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
