package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.Amounts;
import dev.dizhtime.portal.design.view.View;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A restaurant's menu, and what a choice from it costs. */
final class MenuPages {
  static final View MENU = View.page("customer/templates/menu");

  /** The fields of the form besides what is chosen from the menu. */
  private static final Set<String> FIELDS =
      Set.of("dropoff", "tip", "scheduledFor", "promotionCode", "payment");

  private final Clock clock;

  MenuPages(Clock clock) {
    this.clock = clock;
  }

  void show(Exchange exchange) {
    Restaurant restaurant = restaurant(exchange);
    exchange.show(MENU, menu(exchange, restaurant, Basket.empty(), Map.of()));
  }

  /** The menu again, with what was chosen. */
  void change(Exchange exchange) {
    Restaurant restaurant = restaurant(exchange);
    Basket basket = Basket.of(exchange, restaurant.menu());
    exchange.show(MENU, menu(exchange, restaurant, basket, Map.of()));
  }

  void quote(Exchange exchange) {
    Restaurant restaurant = restaurant(exchange);
    Basket basket = Basket.of(exchange, restaurant.menu());
    Map<String, String> wrong = new LinkedHashMap<>();
    Optional<Place> dropoff = dropoff(exchange);
    Optional<Money> tip = tip(exchange, restaurant);
    Optional<String> typedTime = exchange.form("scheduledFor");
    Optional<Instant> scheduledFor = typedTime.flatMap(restaurant.hours()::instant);
    if (dropoff.isEmpty()) {
      wrong.put("dropoff", "menu.where-to");
    }
    if (tip.isEmpty()) {
      wrong.put("tip", "menu.wrong-tip");
    }
    if (typedTime.isPresent() && scheduledFor.isEmpty()) {
      wrong.put("scheduledFor", "menu.wrong-time");
    }
    if (basket.lines().isEmpty() || !wrong.isEmpty()) {
      Map<String, Object> model = menu(exchange, restaurant, basket, Map.of());
      model.put("said", basket.lines().isEmpty() ? "menu.nothing-chosen" : "menu.no-quote");
      model.put("wrong", wrong);
      exchange.show(422, MENU, model);
      return;
    }
    Map<String, Object> request = new HashMap<>();
    request.put("restaurantId", restaurant.restaurantId());
    request.put("items", basket.lines().stream().map(MenuPages::item).toList());
    request.put("dropoff", dropoff.get());
    request.put("tip", tip.get());
    scheduledFor.ifPresent(at -> request.put("scheduledFor", at));
    exchange.form("promotionCode").ifPresent(code -> request.put("promotionCode", code));
    request.put("payment", payment(exchange));
    ask(exchange, restaurant, basket, request, dropoff.get(), scheduledFor.orElse(null));
  }

  private void ask(
      Exchange exchange,
      Restaurant restaurant,
      Basket basket,
      Map<String, Object> request,
      Place dropoff,
      Instant scheduledFor) {
    try {
      Quote quote = exchange.api(ApiRequest.post("/api/quotes", request), Quote.class);
      var wish = new Quote.Wish(dropoff, scheduledFor, restaurant.timeZone(), payment(exchange));
      quote.show(exchange, wish, exchange.formFields());
    } catch (ApiProblemException e) {
      ApiProblem problem = e.problem();
      if (!problem.forTheForm()) {
        throw e;
      }
      Map<String, String> errors = new HashMap<>();
      problem.errors().forEach(each -> errors.put(basket.placeOf(each.field()), each.detail()));
      Map<String, Object> model = menu(exchange, restaurant, basket, errors);
      model.put("said", "menu.no-quote");
      boolean shown =
          !errors.isEmpty()
              && errors.keySet().stream()
                  .allMatch(each -> FIELDS.contains(each) || basket.quantities().containsKey(each));
      model.put("detail", shown ? null : problem.detail());
      exchange.show(problem.status(), MENU, model);
    }
  }

  private static Map<String, Object> item(Basket.Line line) {
    Map<String, Object> item = new HashMap<>();
    item.put("itemId", line.itemId());
    item.put("quantity", line.quantity());
    if (!line.options().isEmpty()) {
      item.put("options", line.options());
    }
    return item;
  }

  private static Restaurant restaurant(Exchange exchange) {
    UUID id = exchange.pathId("restaurantId");
    return exchange.api(ApiRequest.get("/api/restaurants/" + id), Restaurant.class);
  }

  private Map<String, Object> menu(
      Exchange exchange, Restaurant restaurant, Basket basket, Map<String, String> errors) {
    Instant now = clock.instant();
    Hours hours = restaurant.hours();
    boolean withinHours = hours.openAt(now);
    Place place = restaurant.place();
    Map<String, Object> model = new HashMap<>();
    model.put("restaurant", restaurant);
    model.put("openNow", restaurant.open() && withinHours);
    model.put("opensAt", withinHours ? null : hours.nextOpening(now).orElse(null));
    model.put("basket", basket);
    model.put("said", null);
    model.put("detail", null);
    // Texts' keys of our own, and sentences of the platform, by field.
    model.put("wrong", Map.of());
    model.put("errors", errors);
    model.put("address", exchange.form("address").orElse(""));
    model.put("lat", exchange.form("lat").orElse(Double.toString(place.location().lat())));
    model.put("lon", exchange.form("lon").orElse(Double.toString(place.location().lon())));
    for (String field : List.of("scheduledFor", "promotionCode")) {
      model.put(field, exchange.form(field).orElse(null));
    }
    model.put("tip", exchange.form("tip").orElse("0"));
    model.put("payment", payment(exchange));
    return model;
  }

  private static String payment(Exchange exchange) {
    return exchange.form("payment").filter("CASH"::equals).orElse("WALLET");
  }

  private static Optional<Place> dropoff(Exchange exchange) {
    try {
      double lat = Double.parseDouble(exchange.form("lat").orElse(""));
      double lon = Double.parseDouble(exchange.form("lon").orElse(""));
      return exchange.form("address").map(text -> new Place(text, new GeoPoint(lat, lon)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Money> tip(Exchange exchange, Restaurant restaurant) {
    return Amounts.minor(exchange.form("tip").orElse("0"), restaurant.currency())
        .map(minor -> new Money(minor, restaurant.currency()));
  }
}
