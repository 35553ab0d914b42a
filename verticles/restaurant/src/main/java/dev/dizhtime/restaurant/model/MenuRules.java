package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.restaurant.MenuItem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a menu may hold. */
public final class MenuRules {
  /** The most items on a menu. */
  public static final int MAX_ITEMS = 200;

  /** The highest price of an item, in minor units. */
  public static final long MAX_PRICE_MINOR = 10_000_000;

  /** The most that is counted of an item. */
  public static final int MAX_STOCK = 1_000_000;

  private static final int MAX_NAME = 120;
  private static final int MAX_DESCRIPTION = 500;
  private static final int MAX_CATEGORY = 60;

  private MenuRules() {}

  /** The first rule that is broken, if any; fields are named like {@code items[3].price}. */
  public static Optional<Refusal.Unacceptable> broken(List<MenuItem> menu, String currency) {
    if (menu.size() > MAX_ITEMS) {
      return refuse("items", "holds more than " + MAX_ITEMS);
    }
    Set<MenuItemId> seen = new HashSet<>();
    for (int i = 0; i < menu.size(); i++) {
      String at = "items[" + i + "]";
      MenuItem item = menu.get(i);
      if (!seen.add(item.itemId())) {
        return refuse(at + ".itemId", "stands on the menu twice");
      }
      Optional<Refusal.Unacceptable> broken = broken(item, at, currency);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal.Unacceptable> broken(MenuItem item, String at, String currency) {
    return Stream.of(
            Texts.line(at + ".name", item.name(), MAX_NAME),
            Texts.upTo(at + ".description", item.description(), MAX_DESCRIPTION),
            Texts.line(at + ".category", item.category(), MAX_CATEGORY),
            price(at + ".price", item.price(), currency),
            stock(item, at),
            OptionRules.broken(item.options(), at, currency))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Refusal.Unacceptable> stock(MenuItem item, String at) {
    boolean fine = item.stock() == null || (item.stock() >= 0 && item.stock() <= MAX_STOCK);
    return fine ? Optional.empty() : refuse(at + ".stock", "must be from 0 to " + MAX_STOCK);
  }

  /** What is wrong with a price, if anything. */
  static Optional<Refusal.Unacceptable> price(String at, Money price, String currency) {
    if (price == null) {
      return refuse(at, "is missing");
    }
    if (!price.currency().equals(currency)) {
      return refuse(at + ".currency", "must be the restaurant's, " + currency);
    }
    return price.amountMinor() > MAX_PRICE_MINOR
        ? refuse(at + ".amountMinor", "must be at most " + MAX_PRICE_MINOR)
        : Optional.empty();
  }

  private static Optional<Refusal.Unacceptable> refuse(String field, String why) {
    return Optional.of(new Refusal.Unacceptable(field, why));
  }
}
