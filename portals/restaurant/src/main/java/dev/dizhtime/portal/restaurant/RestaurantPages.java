package dev.dizhtime.portal.restaurant;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An owner's restaurants: whether they take orders, and when they are open. */
final class RestaurantPages {
  static final View LIST = View.page("restaurant/templates/restaurants");
  static final View HOURS = View.page("restaurant/templates/hours");

  /** The switches of a restaurant; also the last part of their addresses. */
  static final List<String> SWITCHES = List.of("open", "close", "publish");

  private static final String LIMIT = "100";
  private static final int MAX_PERIODS = 4;

  /** The owner's restaurants, without menus. */
  record Restaurants(List<Restaurant> items) {
    Restaurants {
      items = items == null ? List.of() : items;
    }
  }

  /** One opening on the form, as typed; both empty for none. */
  record Slot(String name, String opens, String closes) {}

  void list(Exchange exchange) {
    ApiRequest request =
        ApiRequest.get("/api/restaurants").with("mine", "true").with("limit", LIMIT);
    exchange.show(LIST, Map.of("restaurants", exchange.api(request, Restaurants.class).items()));
  }

  /** Opens or closes, or publishes what was never published. */
  void take(Exchange exchange, String what) {
    UUID id = exchange.pathId("restaurantId");
    exchange.api(ApiRequest.post("/api/restaurants/" + id + "/" + what), Void.class);
    exchange.redirect("/restaurant/restaurants");
  }

  void hours(Exchange exchange) {
    Restaurant restaurant = Restaurant.read(exchange);
    Map<DayOfWeek, List<Slot>> week = new HashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Slot> slots = new ArrayList<>();
      restaurant.openingHours().stream()
          .filter(period -> period.day() == day)
          .forEach(
              period ->
                  slots.add(
                      new Slot(
                          day + "-" + slots.size(),
                          period.opens().toString(),
                          period.closes().toString())));
      week.put(day, padded(day, slots));
    }
    show(exchange, 200, restaurant, week, restaurant.timeZone(), null);
  }

  void setHours(Exchange exchange) {
    Map<DayOfWeek, List<Slot>> week = new HashMap<>();
    List<Map<String, String>> periods = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Slot> slots = new ArrayList<>();
      for (int i = 0; i < MAX_PERIODS; i++) {
        String name = day + "-" + i;
        String opens = exchange.form(name + "-opens").orElse("");
        String closes = exchange.form(name + "-closes").orElse("");
        if (!opens.isEmpty() || !closes.isEmpty()) {
          slots.add(new Slot(day + "-" + slots.size(), opens, closes));
          periods.add(Map.of("day", day.name(), "opens", opens, "closes", closes));
        }
      }
      week.put(day, padded(day, slots));
    }
    Restaurant restaurant = Restaurant.read(exchange);
    String timeZone = exchange.form("timeZone").orElse(restaurant.timeZone());
    var body = Map.of("timeZone", timeZone, "openingHours", periods);
    try {
      ApiRequest request = ApiRequest.put(restaurant.address() + "/opening-hours", body);
      exchange.api(Restaurant.ifUnchanged(request, exchange), Void.class);
    } catch (ApiProblemException e) {
      if (!e.problem().forTheForm()) {
        throw e;
      }
      show(exchange, e.problem().status(), restaurant, week, timeZone, e.problem());
      return;
    }
    exchange.redirect(restaurant.page() + "/hours?saved=1");
  }

  private static void show(
      Exchange exchange,
      int status,
      Restaurant restaurant,
      Map<DayOfWeek, List<Slot>> week,
      String timeZone,
      ApiProblem problem) {
    Map<String, Object> model = new HashMap<>();
    model.put("restaurant", restaurant);
    model.put("days", DayOfWeek.values());
    model.put("week", week);
    model.put("timeZone", timeZone);
    model.put("timeZoneError", problem == null ? null : problem.errorOf("timeZone").orElse(null));
    model.put("problem", problem);
    model.put("saved", exchange.query("saved").isPresent());
    exchange.show(status, HOURS, model);
  }

  /** With an empty slot at the end, to add one, and two at least. */
  private static List<Slot> padded(DayOfWeek day, List<Slot> slots) {
    List<Slot> padded = new ArrayList<>(slots);
    while (padded.size() < Math.min(MAX_PERIODS, Math.max(2, slots.size() + 1))) {
      padded.add(new Slot(day + "-" + padded.size(), "", ""));
    }
    return padded;
  }
}
