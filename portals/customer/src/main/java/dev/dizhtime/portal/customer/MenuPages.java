package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiProblemException;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A restaurant's menu, and what a choice from it costs. */
final class MenuPages {
  static final View MENU = View.page("customer/templates/menu");
  static final View QUOTE = View.page("customer/templates/quote");

  private static final int MAX_QUANTITY = 99;

  /** What is asked for: the platform sets the prices. */
  private record QuoteRequest(UUID restaurantId, List<Item> items, Place dropoff, Money tip) {
    private record Item(String itemId, int quantity) {}
  }

  /**
   * What it costs, as the platform answers it.
   *
   * @param quote signed by the platform; sent back as it is
   */
  record Quote(
      String quoteId, String quote, List<OrderLine> lines, Sums charges, Instant expiresAt) {}

  /** The parts of a price and their sum. */
  record Sums(Money items, Money delivery, Money tax, Money tip, Money total) {}

  void show(Exchange exchange) {
    Restaurant restaurant = restaurant(exchange);
    exchange.show(MENU, menu(exchange, restaurant, null));
  }

  void quote(Exchange exchange) {
    Restaurant restaurant = restaurant(exchange);
    List<QuoteRequest.Item> items = items(exchange, restaurant);
    if (items.isEmpty()) {
      exchange.show(422, MENU, menu(exchange, restaurant, "menu.nothing-chosen"));
      return;
    }
    Optional<Place> dropoff = dropoff(exchange);
    if (dropoff.isEmpty()) {
      exchange.show(422, MENU, menu(exchange, restaurant, "menu.where-to"));
      return;
    }
    Money tip = tip(exchange, restaurant);
    var request = new QuoteRequest(exchange.pathId("restaurantId"), items, dropoff.get(), tip);
    try {
      Quote quote = exchange.api(ApiRequest.post("/api/quotes", request), Quote.class);
      Map<String, Object> model = new HashMap<>();
      model.put("restaurant", restaurant);
      model.put("quote", quote);
      model.put("dropoff", dropoff.get());
      model.put("idempotencyKey", UUID.randomUUID().toString());
      exchange.show(QUOTE, model);
    } catch (ApiProblemException e) {
      ApiProblem problem = e.problem();
      if (problem.status() >= 500 || problem.status() == 401) {
        throw e;
      }
      Map<String, Object> model = menu(exchange, restaurant, "menu.no-quote");
      model.put("detail", problem.detail());
      exchange.show(problem.status(), MENU, model);
    }
  }

  private static Restaurant restaurant(Exchange exchange) {
    UUID id = exchange.pathId("restaurantId");
    return exchange.api(ApiRequest.get("/api/restaurants/" + id), Restaurant.class);
  }

  private static Map<String, Object> menu(Exchange exchange, Restaurant restaurant, String said) {
    Map<String, String> chosen = new HashMap<>();
    for (MenuItem item : restaurant.menu()) {
      String id = item.itemId().toString();
      exchange.form("item-" + id).ifPresent(quantity -> chosen.put(id, quantity));
    }
    Place place = restaurant.place();
    Map<String, Object> model = new HashMap<>();
    model.put("restaurant", restaurant);
    model.put("chosen", chosen);
    model.put("said", said);
    model.put("detail", null);
    model.put("address", exchange.form("address").orElse(""));
    model.put("lat", exchange.form("lat").orElse(Double.toString(place.location().lat())));
    model.put("lon", exchange.form("lon").orElse(Double.toString(place.location().lon())));
    return model;
  }

  private static List<QuoteRequest.Item> items(Exchange exchange, Restaurant restaurant) {
    List<QuoteRequest.Item> items = new ArrayList<>();
    for (MenuItem item : restaurant.menu()) {
      String id = item.itemId().toString();
      int quantity = exchange.form("item-" + id).map(MenuPages::quantity).orElse(0);
      if (quantity > 0) {
        items.add(new QuoteRequest.Item(id, quantity));
      }
    }
    return items;
  }

  private static int quantity(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 0, MAX_QUANTITY);
    } catch (NumberFormatException _) {
      return 0;
    }
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

  private static Money tip(Exchange exchange, Restaurant restaurant) {
    long minor = Amounts.minor(exchange.form("tip").orElse("0"), restaurant.currency()).orElse(0L);
    return new Money(minor, restaurant.currency());
  }
}
