package dev.dizhtime.portal.restaurant;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.Option;
import dev.dizhtime.contracts.restaurant.OptionGroup;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.view.Amounts;
import dev.dizhtime.portal.design.view.Formats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A menu's item as it is typed. Without a script there is always one empty group and a few empty
 * options to write into; what has no name is left out, which is also how something is removed.
 *
 * @param fields the item's own fields, as typed
 * @param groups what is to be chosen with it
 * @param wrong what can't be read, by the field's name, as keys of texts
 */
record ItemForm(Map<String, String> fields, List<Group> groups, Map<String, String> wrong) {
  private static final int MAX_GROUPS = 20;
  private static final int MAX_OPTIONS = 30;
  private static final int SPARE_OPTIONS = 3;
  private static final Formats FORMATS = new Formats();

  /** A group as typed; its prefix begins the names of its fields. */
  record Group(
      String prefix, String id, String name, String min, String max, List<Choice> options) {}

  /** An option as typed. */
  record Choice(String prefix, String id, String name, String price, boolean available) {}

  /** An item that is on the menu, or a new one. */
  static ItemForm of(Optional<MenuItem> item) {
    Map<String, String> fields = new HashMap<>();
    fields.put("name", item.map(MenuItem::name).orElse(""));
    fields.put("description", item.map(MenuItem::description).orElse(""));
    fields.put("category", item.map(MenuItem::category).orElse(""));
    fields.put("price", item.map(each -> FORMATS.amount(each.price())).orElse(""));
    fields.put("stock", item.map(MenuItem::stock).map(Object::toString).orElse(""));
    fields.put("available", item.map(MenuItem::available).orElse(true) ? "true" : "");
    List<Group> groups = new ArrayList<>();
    for (OptionGroup group : item.map(MenuItem::options).orElse(List.of())) {
      String prefix = "g" + groups.size();
      List<Choice> options = new ArrayList<>();
      for (Option option : group.options()) {
        options.add(
            new Choice(
                prefix + "o" + options.size(),
                option.optionId(),
                option.name(),
                FORMATS.amount(option.price()),
                option.available()));
      }
      String min = Integer.toString(group.min());
      String max = Integer.toString(group.max());
      groups.add(new Group(prefix, group.groupId(), group.name(), min, max, options));
    }
    return new ItemForm(fields, groups, Map.of()).withSpace();
  }

  /** What was typed. */
  static ItemForm of(Exchange exchange, String currency) {
    Map<String, String> fields = new HashMap<>();
    for (String field : List.of("name", "description", "category", "price", "stock", "available")) {
      fields.put(field, exchange.form(field).orElse(""));
    }
    Map<String, String> wrong = new LinkedHashMap<>();
    if (Amounts.minor(fields.get("price"), currency).isEmpty()) {
      wrong.put("price", "item.wrong-price");
    }
    if (!fields.get("stock").matches("\\d{0,7}")) {
      wrong.put("stock", "item.wrong-number");
    }
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g < MAX_GROUPS; g++) {
      Group group = group(exchange, g, groups.size(), currency, wrong);
      if (!group.name().isEmpty()) {
        groups.add(group);
      }
    }
    return new ItemForm(fields, groups, wrong).withSpace();
  }

  /** The same with another number left. */
  ItemForm withStock(String stock) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.put("stock", stock);
    return new ItemForm(changed, groups, wrong);
  }

  /** As the platform takes it; only when nothing is wrong. */
  Map<String, Object> item(String itemId, String currency) {
    Map<String, Object> item = new LinkedHashMap<>();
    if (itemId != null) {
      item.put("itemId", itemId);
    }
    item.put("name", fields.get("name"));
    item.put("description", fields.get("description"));
    item.put("category", fields.get("category"));
    item.put("price", money(fields.get("price"), currency));
    item.put("available", !fields.get("available").isEmpty());
    item.put(
        "options",
        groups.stream()
            .filter(each -> !each.name.isEmpty())
            .map(each -> json(each, currency))
            .toList());
    if (!fields.get("stock").isEmpty()) {
      item.put("stock", Integer.valueOf(fields.get("stock")));
    }
    return item;
  }

  private static Group group(
      Exchange exchange, int from, int to, String currency, Map<String, String> wrong) {
    String prefix = "g" + to;
    List<Choice> options = new ArrayList<>();
    for (int o = 0; o < MAX_OPTIONS; o++) {
      String typed = "g" + from + "o" + o;
      String name = exchange.form(typed + "-name").orElse("");
      if (!name.isEmpty()) {
        String place = prefix + "o" + options.size();
        String price = exchange.form(typed + "-price").orElse("0");
        if (Amounts.minor(price, currency).isEmpty()) {
          wrong.put(place, "item.wrong-price");
        }
        boolean available = exchange.form(typed + "-available").isPresent();
        options.add(
            new Choice(place, exchange.form(typed + "-id").orElse(""), name, price, available));
      }
    }
    String typed = "g" + from;
    String name = exchange.form(typed + "-name").orElse("");
    String min = exchange.form(typed + "-min").orElse("0");
    String max = exchange.form(typed + "-max").orElse("1");
    if (!name.isEmpty() && !(min.matches("\\d{1,2}") && max.matches("\\d{1,2}"))) {
      wrong.put(prefix, "item.wrong-number");
    } else if (!name.isEmpty() && options.isEmpty()) {
      wrong.put(prefix, "item.no-options");
    }
    return new Group(prefix, exchange.form(typed + "-id").orElse(""), name, min, max, options);
  }

  private static Map<String, Object> json(Group group, String currency) {
    List<Map<String, Object>> options = new ArrayList<>();
    for (Choice option : group.options) {
      if (!option.name.isEmpty()) {
        options.add(
            Map.of(
                "optionId",
                option.id.isEmpty() ? option.prefix + "-" + Ids.fresh() : option.id,
                "name",
                option.name,
                "price",
                money(option.price, currency),
                "available",
                option.available));
      }
    }
    return Map.of(
        "groupId",
        group.id.isEmpty() ? group.prefix + "-" + Ids.fresh() : group.id,
        "name",
        group.name,
        "min",
        Integer.valueOf(group.min),
        "max",
        Integer.valueOf(group.max),
        "options",
        options);
  }

  private static Money money(String typed, String currency) {
    return new Money(Amounts.minor(typed, currency).orElseThrow(), currency);
  }

  private ItemForm withSpace() {
    List<Group> roomy = new ArrayList<>();
    for (Group group : groups) {
      roomy.add(
          new Group(
              group.prefix,
              group.id,
              group.name,
              group.min,
              group.max,
              roomy(group.prefix, group.options)));
    }
    if (roomy.size() < MAX_GROUPS) {
      String prefix = "g" + roomy.size();
      roomy.add(new Group(prefix, "", "", "1", "1", roomy(prefix, List.of())));
    }
    return new ItemForm(fields, List.copyOf(roomy), wrong);
  }

  private static List<Choice> roomy(String prefix, List<Choice> options) {
    List<Choice> roomy = new ArrayList<>(options);
    int size = Math.min(MAX_OPTIONS, options.size() + SPARE_OPTIONS);
    while (roomy.size() < size) {
      roomy.add(new Choice(prefix + "o" + roomy.size(), "", "", "0", true));
    }
    return List.copyOf(roomy);
  }
}
