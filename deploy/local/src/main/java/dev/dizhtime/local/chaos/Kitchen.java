package dev.dizhtime.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.chaos.Crowd.Street;
import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The owner of a restaurant: takes most orders, refuses some, is slow with some and silent about
 * others. What becomes of an order follows from its id, so it is the same when it is asked again.
 */
final class Kitchen {
  private static final long LOOK_MILLIS = 250;
  private static final int REMEMBERED = 2_000;
  private static final long SLOW_MILLIS = 3_000;
  private static final long SILENT_MILLIS = 120_000;
  private static final long COOKING_MILLIS = 700;
  private static final List<String> STATES =
      List.of("FUNDS_RESERVED", "ACCEPTED", "FUNDS_RESERVED", "PREPARING");

  private final Street street;
  private final User owner;
  private final JsonNode restaurant;
  private final Map<String, Long> since = new LinkedHashMap<>();

  private Kitchen(Street street, User owner, JsonNode restaurant) {
    this.street = street;
    this.owner = owner;
    this.restaurant = restaurant;
  }

  /** Makes a restaurant with a menu, open for orders. */
  static Kitchen open(Street street, User owner, int index) {
    var plan = Blueprint.restaurants().get(index);
    var created = owner.post("/api/restaurants", plan.json()).orThrow("Creating " + plan.name());
    var path = "/api/restaurants/" + created.path("restaurantId").asText();
    var etag = owner.get(path).header("etag");
    owner
        .put(path + "/menu", Map.of("items", Blueprint.menu(plan.cuisine())), etag)
        .orThrow("Writing the menu of " + plan.name());
    owner.post(path + "/publish", null).orThrow("Publishing " + plan.name());
    owner.post(path + "/open", null);
    return new Kitchen(street, owner.through(street.gateway()), owner.read(path));
  }

  String restaurantId() {
    return restaurant.path("restaurantId").asText();
  }

  Blueprint.Point point() {
    var location = restaurant.path("place").path("location");
    return new Blueprint.Point(location.path("lat").asDouble(), location.path("lon").asDouble());
  }

  /** The ids of what it sells. */
  List<String> menu() {
    return StreamSupport.stream(restaurant.path("menu").spliterator(), false)
        .map(item -> item.path("itemId").asText())
        .toList();
  }

  /** Works until the run is over. */
  void live() {
    for (int round = 0; street.mood().pause(LOOK_MILLIS); round++) {
      var state = STATES.get(round % STATES.size());
      street
          .patience()
          .once(() -> owner.get("/api/orders?limit=100&state=" + state))
          .filter(Answer::done)
          .ifPresent(page -> page.body().path("items").forEach(order -> workOn(order, state)));
    }
  }

  private void workOn(JsonNode order, String state) {
    var orderId = order.path("orderId").asText();
    int nature = Math.floorMod(orderId.hashCode() * 31 + state.hashCode(), 100);
    long waited = waited(orderId + state);
    switch (state) {
      case "FUNDS_RESERVED" -> answer(orderId, nature, waited);
      case "ACCEPTED" -> {
        if (nature < 3 && !street.mood().isCalm()) {
          reject(orderId, "the oven is broken");
        } else {
          act(orderId, "preparation");
        }
      }
      default -> {
        if (waited > COOKING_MILLIS || street.mood().isCalm()) {
          act(orderId, "readiness");
        }
      }
    }
  }

  private void answer(String orderId, int nature, long waited) {
    long patience = nature < 5 ? SILENT_MILLIS : nature < 12 ? SLOW_MILLIS : 0;
    if (waited < patience && !street.mood().isCalm()) {
      return;
    }
    if (nature >= 90) {
      reject(orderId, "too much to do");
    } else {
      act(orderId, "acceptance");
    }
  }

  private long waited(String what) {
    if (since.size() > REMEMBERED) {
      since.remove(since.keySet().iterator().next());
    }
    return (System.nanoTime() - since.computeIfAbsent(what, _ -> System.nanoTime())) / 1_000_000;
  }

  private void act(String orderId, String step) {
    street.patience().once(() -> owner.post("/api/orders/" + orderId + "/" + step, null));
  }

  private void reject(String orderId, String reason) {
    var body = Map.of("reason", reason);
    street.patience().once(() -> owner.post("/api/orders/" + orderId + "/rejection", body));
  }
}
