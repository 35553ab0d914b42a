package dev.dizhtime.order.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.Option;
import dev.dizhtime.contracts.restaurant.OptionGroup;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a restaurant sells at present, and why something of it can't be had. */
final class Menu {
  private final String currency;
  private final Map<MenuItemId, MenuItem> items = new HashMap<>();

  Menu(RestaurantPublished restaurant) {
    currency = restaurant.currency();
    restaurant.menu().forEach(item -> items.putIfAbsent(item.itemId(), item));
  }

  /** An item that {@link #unorderable} found nothing against. */
  MenuItem item(MenuItemId id) {
    return items.get(id);
  }

  /**
   * Why so many of an item can't be had.
   *
   * @param quantity on all lines together
   */
  Optional<String> unorderable(MenuItemId id, int quantity) {
    MenuItem item = items.get(id);
    if (item == null) {
      return Optional.of("is not on this restaurant's menu");
    }
    if (!item.available()) {
      return Optional.of("is not available at present");
    }
    if (item.stock() != null && item.stock() < quantity) {
      return Optional.of(
          item.stock() == 0 ? "is sold out" : "is there only " + item.stock() + " more times");
    }
    return item.price().currency().equals(currency)
        ? Optional.empty()
        : Optional.of("is not priced in " + currency);
  }

  /** Why one of these options of an item can't be had at present. */
  Optional<String> missing(MenuItem item, List<String> optionIds) {
    Map<String, Option> known = new HashMap<>();
    item.options().forEach(group -> group.options().forEach(o -> known.put(o.optionId(), o)));
    for (String id : optionIds) {
      Option option = known.get(id);
      if (option == null) {
        return Optional.of("has \"" + id + "\", which the item does not come with");
      }
      if (!option.available()) {
        return Optional.of("has \"" + option.name() + "\", which is not available at present");
      }
      if (!option.price().currency().equals(currency)) {
        return Optional.of("has \"" + option.name() + "\", which is not priced in " + currency);
      }
    }
    return Optional.empty();
  }

  /** Why these options can't be chosen together. */
  Optional<String> unchoosable(MenuItem item, List<String> optionIds) {
    Optional<String> missing = missing(item, optionIds);
    if (missing.isPresent()) {
      return missing;
    }
    Set<String> chosen = new HashSet<>(optionIds);
    if (chosen.size() < optionIds.size()) {
      return Optional.of("has an option twice");
    }
    return item.options().stream().flatMap(group -> misfit(group, chosen).stream()).findFirst();
  }

  private static Optional<String> misfit(OptionGroup group, Set<String> chosen) {
    long count = group.options().stream().filter(o -> chosen.contains(o.optionId())).count();
    if (count < group.min()) {
      return Optional.of("needs at least %d of \"%s\"".formatted(group.min(), group.name()));
    }
    return count > group.max()
        ? Optional.of("takes at most %d of \"%s\"".formatted(group.max(), group.name()))
        : Optional.empty();
  }

  /** The price of one with these options, in minor units; may be far above any real price. */
  static long unitMinor(MenuItem item, List<String> optionIds) {
    return item.price().amountMinor()
        + chosen(item, optionIds).stream().mapToLong(o -> o.price().amountMinor()).sum();
  }

  private static List<Option> chosen(MenuItem item, List<String> optionIds) {
    return item.options().stream()
        .flatMap(group -> group.options().stream())
        .filter(option -> optionIds.contains(option.optionId()))
        .toList();
  }

  /** What was chosen in words, in the menu's order, e.g. "Size: large". */
  static List<String> words(MenuItem item, List<String> optionIds) {
    List<String> words = new ArrayList<>();
    for (OptionGroup group : item.options()) {
      for (Option option : group.options()) {
        if (optionIds.contains(option.optionId())) {
          words.add(group.name() + ": " + option.name());
        }
      }
    }
    return words;
  }
}
