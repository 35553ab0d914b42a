package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.restaurant.MenuItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A restaurant with its menu, as the platform answers it; the grade may be missing. */
record Restaurant(
    String restaurantId,
    String name,
    String cuisine,
    Place place,
    String currency,
    String hygieneGrade,
    boolean open,
    List<MenuItem> menu) {
  Restaurant {
    menu = menu == null ? List.of() : List.copyOf(menu);
  }

  /** The menu by heading, in the restaurant's order. */
  public Map<String, List<MenuItem>> byCategory() {
    Map<String, List<MenuItem>> categories = new LinkedHashMap<>();
    menu.forEach(
        item -> categories.computeIfAbsent(item.category(), _ -> new ArrayList<>()).add(item));
    return categories;
  }
}
