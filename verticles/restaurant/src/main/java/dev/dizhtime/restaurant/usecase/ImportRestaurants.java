package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.MenuRules;
import dev.dizhtime.restaurant.model.Origin;
import dev.dizhtime.restaurant.model.ProfileRules;
import dev.dizhtime.restaurant.model.Refusal;
import dev.dizhtime.restaurant.model.Restaurant;
import dev.dizhtime.restaurant.usecase.ImportReport.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes restaurants over from a list. Idempotent: an entry is known again by its source and id
 * there. One that can't be taken is reported and left out.
 */
public final class ImportRestaurants {
  /** How often entries that others were faster with are worked out anew. */
  private static final int MAX_ATTEMPTS = 5;

  private final Restaurants restaurants;
  private final Clock clock;

  /** What came of one entry, the later word stronger than the earlier. */
  private enum Fate {
    UNCHANGED,
    UPDATED,
    CREATED
  }

  private record Accepted(int index, Origin origin, ImportEntry entry, List<MenuItem> menu) {}

  public ImportRestaurants(Restaurants restaurants, Clock clock) {
    this.restaurants = restaurants;
    this.clock = clock;
  }

  /**
   * Takes over what can be.
   *
   * @param entries by their index in the call
   * @param unreadable entries that were found wrong before, to be reported with the others
   */
  public ImportReport run(
      UserId owner, String source, Map<Integer, ImportEntry> entries, List<Rejected> unreadable) {
    List<Rejected> rejected = new ArrayList<>(unreadable);
    Map<RestaurantId, Accepted> accepted = new LinkedHashMap<>();
    entries.forEach(
        (index, entry) -> {
          Origin origin = new Origin(source, entry.sourceId());
          List<MenuItem> menu = menu(origin, entry);
          Optional<String> reason =
              accepted.containsKey(origin.restaurantId())
                  ? Optional.of("sourceId: is twice in this call")
                  : reason(entry, menu);
          reason.ifPresentOrElse(
              why -> rejected.add(new Rejected(index, entry.sourceId(), why)),
              () -> accepted.put(origin.restaurantId(), new Accepted(index, origin, entry, menu)));
        });
    Map<RestaurantId, Fate> fates = save(owner, accepted, rejected);
    rejected.sort(Comparator.comparingInt(Rejected::index));
    return new ImportReport(
        count(fates, Fate.CREATED),
        count(fates, Fate.UPDATED),
        count(fates, Fate.UNCHANGED),
        rejected);
  }

  private Map<RestaurantId, Fate> save(
      UserId owner, Map<RestaurantId, Accepted> accepted, List<Rejected> rejected) {
    Map<RestaurantId, Fate> fates = new HashMap<>();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Map<RestaurantId, Restaurant> present = restaurants.findAll(accepted.keySet());
      List<Change> changes = new ArrayList<>();
      for (var each : List.copyOf(accepted.values())) {
        RestaurantId id = each.origin.restaurantId();
        Change change = change(owner, present.get(id), each, now);
        // With the options that owners added it may be larger than what is listed.
        Optional<String> tooLarge =
            change.nothing()
                ? Optional.empty()
                : MenuSize.exceeded(change.after().menu()).map(ImportRestaurants::said);
        if (tooLarge.isPresent()) {
          accepted.remove(id);
          fates.remove(id);
          rejected.add(new Rejected(each.index, each.entry.sourceId(), tooLarge.get()));
          continue;
        }
        fates.merge(id, fate(change), (a, b) -> a.compareTo(b) > 0 ? a : b);
        if (!change.nothing()) {
          changes.add(change);
        }
      }
      if (changes.isEmpty() || restaurants.saveAll(changes)) {
        return fates;
      }
    }
    throw new IllegalStateException("others change the same restaurants all the time");
  }

  private static Change change(UserId owner, Restaurant present, Accepted each, Instant now) {
    if (present == null) {
      return new Change(
          null, Restaurant.imported(each.origin, owner, each.entry.profile(), each.menu, now));
    }
    // Prices in another currency than the restaurant's mean nothing, so such a menu is not kept.
    boolean keepsMenu =
        each.entry.menu() == null
            && each.entry.profile().currency().equals(present.profile().currency());
    List<MenuItem> menu = keepsMenu ? present.menu() : withWhatOwnersAdded(present, each.menu);
    return new Change(present, present.reimported(each.entry.profile(), menu, now));
  }

  /** A list knows neither options nor stock, so those of items that are still there stay. */
  private static List<MenuItem> withWhatOwnersAdded(Restaurant present, List<MenuItem> listed) {
    Map<MenuItemId, MenuItem> known = new HashMap<>();
    present.menu().forEach(item -> known.put(item.itemId(), item));
    return listed.stream()
        .map(
            item ->
                known.containsKey(item.itemId())
                        && known
                            .get(item.itemId())
                            .price()
                            .currency()
                            .equals(item.price().currency())
                    ? withAdded(item, known.get(item.itemId()))
                    : item)
        .toList();
  }

  private static MenuItem withAdded(MenuItem listed, MenuItem known) {
    return new MenuItem(
        listed.itemId(),
        listed.name(),
        listed.description(),
        listed.category(),
        listed.price(),
        listed.available(),
        known.options(),
        known.stock());
  }

  private static Fate fate(Change change) {
    if (change.nothing()) {
      return Fate.UNCHANGED;
    }
    return change.creates() ? Fate.CREATED : Fate.UPDATED;
  }

  private static int count(Map<RestaurantId, Fate> fates, Fate fate) {
    return (int) fates.values().stream().filter(fate::equals).count();
  }

  private static Optional<String> reason(ImportEntry entry, List<MenuItem> menu) {
    return ProfileRules.broken(entry.profile())
        .or(() -> MenuRules.broken(menu, entry.profile().currency()))
        .map(ImportRestaurants::said);
  }

  private static String said(Refusal.Unacceptable broken) {
    return broken.field().replaceFirst("^items", "menu") + ": " + broken.why();
  }

  private static List<MenuItem> menu(Origin origin, ImportEntry entry) {
    if (entry.menu() == null) {
      return List.of();
    }
    Map<MenuItemId, Integer> occurrences = new HashMap<>();
    List<MenuItem> menu = new ArrayList<>(entry.menu().size());
    for (ImportEntry.Item item : entry.menu()) {
      MenuItemId first = origin.itemId(item.category(), item.name(), 0);
      int occurrence = occurrences.merge(first, 1, Integer::sum) - 1;
      MenuItemId id = origin.itemId(item.category(), item.name(), occurrence);
      menu.add(
          new MenuItem(
              id,
              item.name(),
              item.description(),
              item.category(),
              item.price(),
              item.available()));
    }
    return menu;
  }
}
