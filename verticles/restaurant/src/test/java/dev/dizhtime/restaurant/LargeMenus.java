package dev.dizhtime.restaurant;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.Option;
import dev.dizhtime.contracts.restaurant.OptionGroup;
import dev.dizhtime.restaurant.model.MenuRules;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Menus that are large by what is chosen with their items: some 150 bytes for each option. */
public final class LargeMenus {
  private static final int OF_A_GROUP = 20;
  private static final Money PRICE = new Money(100, "USD");

  private LargeMenus() {}

  /** As many items as there may be, with so many options each. */
  public static List<MenuItem> withOptions(int options) {
    return IntStream.range(0, MenuRules.MAX_ITEMS).mapToObj(i -> item(i, options)).toList();
  }

  private static MenuItem item(int number, int options) {
    return new MenuItem(
        new MenuItemId(UUID.randomUUID()),
        "Item " + number,
        "",
        "Mains",
        PRICE,
        true,
        groups(options),
        null);
  }

  /** So many options, in groups. */
  static List<OptionGroup> groups(int options) {
    return IntStream.range(0, Math.ceilDiv(options, OF_A_GROUP))
        .mapToObj(group -> group(group, Math.min(OF_A_GROUP, options - group * OF_A_GROUP)))
        .toList();
  }

  private static OptionGroup group(int group, int size) {
    List<Option> options =
        IntStream.range(0, size)
            .mapToObj(i -> new Option(group + "-" + i, "x".repeat(60), PRICE, true))
            .toList();
    return new OptionGroup("group-" + group, "Group " + group, 0, 1, options);
  }
}
