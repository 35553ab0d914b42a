package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A restaurant with its menu, as the platform answers it; the grade may be missing. */
record Restaurant(
    String restaurantId,
    String name,
    String cuisine,
    Place place,
    String timeZone,
    String currency,
    String hygieneGrade,
    boolean open,
    List<OpeningPeriod> openingHours,
    List<MenuItem> menu) {
  Restaurant {
    menu = menu == null ? List.of() : List.copyOf(menu);
    openingHours = openingHours == null ? List.of() : List.copyOf(openingHours);
  }

  /** The menu by heading, in the restaurant's order. */
  public Map<String, List<MenuItem>> byCategory() {
    Map<String, List<MenuItem>> categories = new LinkedHashMap<>();
    menu.forEach(
        item -> categories.computeIfAbsent(item.category(), _ -> new ArrayList<>()).add(item));
    return categories;
  }

  /** The week's openings by day. */
  public Map<DayOfWeek, List<OpeningPeriod>> week() {
    Map<DayOfWeek, List<OpeningPeriod>> week = new TreeMap<>();
    openingHours.forEach(
        period -> week.computeIfAbsent(period.day(), _ -> new ArrayList<>()).add(period));
    return week;
  }

  Hours hours() {
    return Hours.of(openingHours, timeZone);
  }
}
