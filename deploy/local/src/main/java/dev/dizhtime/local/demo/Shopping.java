package dev.dizhtime.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.city.Blueprint.Point;
import dev.dizhtime.local.city.DemoCity;
import dev.dizhtime.local.city.OwnedRestaurant;
import dev.dizhtime.local.client.ApiException;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.client.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What a customer does: search, quote, place. */
public record Shopping(User customer, OwnedRestaurant.Found restaurant) {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final double HOME_DEGREES = 0.008;
  private static final long ENOUGH_MINOR = 10_000;
  private static final long TOP_UP_MINOR = 50_000;
  private static final Set<Integer> NOT_KNOWN_YET = Set.of(404, 409, 422);

  /** Puts money into the wallet when there is too little; returns whether it did. */
  public boolean topUpWhenPoor() {
    var accounts = customer.read("/api/wallet").path("accounts");
    long available =
        StreamSupport.stream(accounts.spliterator(), false)
            .filter(account -> Blueprint.CURRENCY.equals(account.path("currency").asText()))
            .mapToLong(account -> account.path("availableMinor").asLong())
            .max()
            .orElse(0);
    if (available >= ENOUGH_MINOR) {
      return false;
    }
    DemoCity.topUp(customer, TOP_UP_MINOR, UUID.randomUUID().toString());
    return true;
  }

  /** Waits until the search finds the restaurant by its name; returns how many it found. */
  public int find() {
    var name = restaurant.restaurant().path("name").asText();
    var path =
        "/api/search/restaurants?lat=%s&lon=%s&text=%s"
            .formatted(
                restaurant.point().lat(),
                restaurant.point().lon(),
                URLEncoder.encode(name, StandardCharsets.UTF_8));
    return Poll.until(
        "Finding " + name,
        BOUND,
        () -> {
          var page = customer.read(path);
          return StreamSupport.stream(page.path("items").spliterator(), false)
              .filter(item -> restaurant.id().equals(item.path("restaurantId").asText()))
              .findFirst()
              .map(_ -> page.path("total").asInt());
        });
  }

  /** A quote for the first two things on the menu, to be brought some blocks away. */
  public JsonNode quote() {
    var menu = restaurant.restaurant().path("menu");
    var items =
        List.of(
            Map.of("itemId", menu.path(0).path("itemId").asText(), "quantity", 1),
            Map.of("itemId", menu.path(1).path("itemId").asText(), "quantity", 2));
    var home =
        new Point(restaurant.point().lat() + HOME_DEGREES, restaurant.point().lon() + HOME_DEGREES);
    var body =
        Map.of(
            "restaurantId", restaurant.id(),
            "items", items,
            "dropoff", Blueprint.place("350 5th Ave, New York, NY", home),
            "tip", Blueprint.money(300));
    return Poll.until(
        "A quote from a restaurant that is new",
        BOUND,
        () -> {
          var answer = customer.post("/api/quotes", body);
          return NOT_KNOWN_YET.contains(answer.status())
              ? Optional.empty()
              : Optional.of(answer.orThrow("The quote"));
        });
  }

  /** The order. */
  public JsonNode place(JsonNode quote) {
    var body = Map.of("quote", quote.path("quote").asText());
    return customer
        .post("/api/orders", body, UUID.randomUUID().toString())
        .orThrow("Placing the order");
  }

  /** The order when it has come to {@code state}; throws {@link ApiException} at a dead end. */
  public JsonNode await(String orderId, String state) {
    return Poll.until(
        "The order becoming " + state,
        BOUND,
        () -> {
          var order = customer.read("/api/orders/" + orderId);
          var now = order.path("state").asText();
          if (Set.of("FAILED", "REJECTED").contains(now) && !now.equals(state)) {
            throw new ApiException("The order ended as " + now + ".");
          }
          return now.equals(state) ? Optional.of(order) : Optional.empty();
        });
  }
}
