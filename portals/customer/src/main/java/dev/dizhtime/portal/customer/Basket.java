package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.Option;
import dev.dizhtime.contracts.restaurant.OptionGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is chosen from a menu, as a form says it. An item with options has two places on the form,
 * so that two may be ordered that differ.
 *
 * <pre>
 *   item-{itemId}-{place}             how many
 *   option-{itemId}-{place}-{groupId} the chosen options
 * </pre>
 *
 * @param lines what is asked for, in the menu's order
 * @param quantities by place, as typed
 * @param options the chosen options, as "place:groupId:optionId"
 */
record Basket(List<Line> lines, Map<String, String> quantities, Set<String> options) {
  /** How many different versions of an item with options fit on the form. */
  static final int VERSIONS = 2;

  private static final int MAX_QUANTITY = 99;
  private static final Pattern LINE = Pattern.compile("items\\[(\\d{1,3})].*");

  /** One position. */
  record Line(String place, String itemId, int quantity, List<String> options) {}

  /**
   * Reads a choice; what is not on the menu is not looked at.
   *
   * @param fields the values of each field
   */
  static Basket of(Function<String, List<String>> fields, List<MenuItem> menu) {
    List<Line> lines = new ArrayList<>();
    Map<String, String> quantities = new HashMap<>();
    Set<String> options = new HashSet<>();
    for (MenuItem item : menu) {
      for (int version = 1; version <= versions(item); version++) {
        String place = item.itemId() + "-" + version;
        fields.apply("item-" + place).stream()
            .findFirst()
            .ifPresent(typed -> quantities.put(place, typed));
        List<String> chosen = chosen(fields, item, place, options);
        int quantity = quantity(quantities.get(place));
        if (quantity > 0) {
          lines.add(new Line(place, item.itemId().toString(), quantity, chosen));
        }
      }
    }
    return new Basket(List.copyOf(lines), Map.copyOf(quantities), Set.copyOf(options));
  }

  /** How many places an item has on the form. */
  static int versions(MenuItem item) {
    return item.options().isEmpty() ? 1 : VERSIONS;
  }

  /** Whether an option is chosen; without a form yet, the first one where exactly one is due. */
  public boolean chosen(String place, OptionGroup group, String optionId) {
    if (options.contains(key(place, group.groupId(), optionId))) {
      return true;
    }
    return !quantities.containsKey(place)
        && single(group)
        && group.options().stream()
            .filter(Option::available)
            .findFirst()
            .filter(first -> first.optionId().equals(optionId))
            .isPresent();
  }

  /** Whether exactly one of the group is to be chosen. */
  public boolean single(OptionGroup group) {
    return group.min() == 1 && group.max() == 1;
  }

  /** Whether any of this version are wanted. */
  public boolean wants(String itemId, int version) {
    return quantity(quantities.get(itemId + "-" + version)) > 0;
  }

  /** How many are wanted, as typed. */
  public String quantity(String itemId, int version) {
    return quantities.getOrDefault(itemId + "-" + version, "0");
  }

  /** Where on the form the platform's field is: a line's place, or the field itself. */
  String placeOf(String field) {
    Matcher line = LINE.matcher(field);
    if (line.matches()) {
      int index = Integer.parseInt(line.group(1));
      return index < lines.size() ? lines.get(index).place() : field;
    }
    int dot = field.indexOf('.');
    return dot < 0 ? field : field.substring(0, dot);
  }

  private static List<String> chosen(
      Function<String, List<String>> fields, MenuItem item, String place, Set<String> options) {
    List<String> chosen = new ArrayList<>();
    for (OptionGroup group : item.options()) {
      for (String option : fields.apply("option-" + place + "-" + group.groupId())) {
        chosen.add(option);
        options.add(key(place, group.groupId(), option));
      }
    }
    return List.copyOf(chosen);
  }

  private static String key(String place, String groupId, String optionId) {
    return place + ":" + groupId + ":" + optionId;
  }

  private static int quantity(String text) {
    try {
      return text == null ? 0 : Math.clamp(Integer.parseInt(text), 0, MAX_QUANTITY);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
