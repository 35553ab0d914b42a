package dev.dizhtime.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.chaos.Crowd.Street;
import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  private static final String SPECIAL = "Last pieces of the day";
  private static final long SPECIAL_MINOR = 600;
  private static final List<String> STATES =
      List.of("FUNDS_RESERVED", "ACCEPTED", "FUNDS_RESERVED", "PREPARING");

  private final Street street;
  private final User owner;
  private final JsonNode restaurant;
  private final Map<String, Long> since = new LinkedHashMap<>();
  private Shelf shelf;

  private Kitchen(Street street, User owner, JsonNode restaurant) {
    this.street = street;
    this.owner = owner;
    this.restaurant = restaurant;
    this.shelf = new Shelf(restaurantId(), special(), 0);
  }

  /** Makes a restaurant with a menu of which one thing is counted, open for orders. */
  static Kitchen open(Street street, User owner, int index) {
    var plan = Blueprint.restaurants().get(index);
    var created = owner.post("/api/restaurants", plan.json()).orThrow("Creating " + plan.name());
    var path = "/api/restaurants/" + created.path("restaurantId").asText();
    var etag = owner.get(path).header("etag");
    owner
        .put(path + "/menu", Map.of("items", menu(plan.cuisine())), etag)
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

  private static List<Map<String, Object>> menu(String cuisine) {
    var items = new ArrayList<>(Blueprint.menu(cuisine));
    items.add(
        Map.of(
            "category",
            "Today",
            "name",
            SPECIAL,
            "price",
            Blueprint.money(SPECIAL_MINOR),
            "description",
            "A few, and no more",
            "available",
            true,
            "stock",
            0));
    return items;
  }

  /** The ids of what it sells as often as people like. */
  List<String> menu() {
    return items()
        .filter(item -> !item.has("stock"))
        .map(item -> item.path("itemId").asText())
        .toList();
  }

  /** The id of what it has only so many of. */
  String special() {
    return items()
        .filter(item -> item.has("stock"))
        .findFirst()
        .orElseThrow()
        .path("itemId")
        .asText();
  }

  private Stream<JsonNode> items() {
    return StreamSupport.stream(restaurant.path("menu").spliterator(), false);
  }

  /**
   * Fills the shelf up; only while no order is under way, because the last word counts.
   *
   * @param left what is on it now
   */
  void restock(long left) {
    var path = "/api/restaurants/%s/menu/%s/stock".formatted(restaurantId(), shelf.itemId());
    var body = Map.of("stock", Rush.PIECES, "available", true);
    street
        .patience()
        .until(() -> owner.put(path, body))
        .ifPresent(answer -> answer.orThrow("Filling up " + SPECIAL));
    shelf = new Shelf(shelf.restaurantId(), shelf.itemId(), shelf.supplied() + Rush.PIECES - left);
  }

  Shelf shelf() {
    return shelf;
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
