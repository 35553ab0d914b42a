package dev.dizhtime.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.city.Blueprint.Point;
import dev.dizhtime.local.city.DemoCity;
import dev.dizhtime.local.city.OwnedRestaurant;
import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.demo.Shopping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** What the customer of a side orders at the restaurant of its owner, for its driver to carry. */
final class Trade {
  static final Duration BOUND = Duration.ofSeconds(30);
  private static final Set<Integer> NOT_KNOWN_YET = Set.of(404, 409, 422);
  private static final double NEAR_DEGREES = 0.004;
  private static final long PLENTY_MINOR = 500_000;

  /** Where the orders go. */
  final String home = UUID.randomUUID() + " Secret Street";

  /**
   * In the middle of an ocean, so that no driver of another test is near, nor of the other side.
   */
  final Point place =
      new Point(
          ThreadLocalRandom.current().nextDouble(-40, -20),
          ThreadLocalRandom.current().nextDouble(-120, -90));

  /** Where the driver waits: beside the restaurant, whose own place is no secret. */
  final Point stand = new Point(place.lat() + NEAR_DEGREES / 4, place.lon());

  final OwnedRestaurant.Found restaurant;
  private final Cast cast;
  private final Member customer;
  private final Member owner;
  private final Member driver;

  Trade(Cast cast, Member customer, Member owner, Member driver) {
    this.cast = cast;
    this.customer = customer;
    this.owner = owner;
    this.driver = driver;
    restaurant = new OwnedRestaurant.Found(cast.user(owner), openRestaurant());
    DemoCity.topUp(cast.user(customer), PLENTY_MINOR, "plenty");
  }

  /** A restaurant on paper. */
  Map<String, Object> plan() {
    return Map.of(
        "name",
        "Kitchen " + UUID.randomUUID(),
        "cuisine",
        "Tests",
        "place",
        Blueprint.place("1 Main Street", place),
        "timeZone",
        "UTC",
        "currency",
        Blueprint.CURRENCY);
  }

  private JsonNode openRestaurant() {
    var made = cast.user(owner).post("/api/restaurants", plan());
    var path = "/api/restaurants/" + text(made, "restaurantId");
    var soup =
        Map.of(
            "name",
            "Soup",
            "category",
            "Soups",
            "price",
            Blueprint.money(2_500),
            "available",
            true);
    cast.user(owner).put(path + "/menu", Map.of("items", List.of(soup)), made.header("etag"));
    return cast.user(owner).post(path + "/publish", null).orThrow("Publishing the restaurant");
  }

  static String text(Answer answer, String field) {
    return answer.orThrow("What was to be made").path(field).asText();
  }

  /** What comes of it once the restaurant, which is new, is known where it is asked for. */
  static JsonNode whenKnown(String what, Supplier<Answer> attempt) {
    return Poll.until(
        what,
        BOUND,
        () -> {
          var answer = attempt.get();
          return NOT_KNOWN_YET.contains(answer.status())
              ? Optional.empty()
              : Optional.of(answer.orThrow(what));
        });
  }

  String itemId() {
    return restaurant.restaurant().path("menu").path(0).path("itemId").asText();
  }

  /** A quote for the customer. */
  String quote() {
    var items = List.of(Map.of("itemId", itemId(), "quantity", 1));
    var door = new Point(place.lat() + NEAR_DEGREES, place.lon());
    var body =
        Map.of(
            "restaurantId", restaurant.id(),
            "items", items,
            "dropoff", Blueprint.place(home, door));
    return whenKnown("The quote", () -> cast.user(customer).post("/api/quotes", body))
        .path("quote")
        .asText();
  }

  /** An order that the restaurant is to answer. */
  String openOrder() {
    var body = Map.of("quote", quote());
    var key = UUID.randomUUID().toString();
    var orderId = text(cast.user(customer).post("/api/orders", body, key), "orderId");
    await(orderId, "FUNDS_RESERVED");
    return orderId;
  }

  private void await(String orderId, String state) {
    new Shopping(cast.user(customer), restaurant).await(orderId, state);
  }

  /** An order that the restaurant has taken. */
  String acceptedOrder() {
    var orderId = openOrder();
    kitchen(orderId, "acceptance");
    return orderId;
  }

  private void kitchen(String orderId, String step) {
    cast.user(owner)
        .post("/api/orders/" + orderId + "/" + step, null)
        .orThrow("The restaurant's " + step);
  }

  /** An order that is ready, and that the driver has taken; gives the task. */
  JsonNode carriedOrder() {
    User carrier = cast.user(driver);
    carrier
        .put("/api/deliveries/shift", Map.of("online", true, "location", stand))
        .orThrow("Going online");
    var orderId = acceptedOrder();
    kitchen(orderId, "preparation");
    kitchen(orderId, "readiness");
    var task = task("The offer", orderId, "OFFERED").path("taskId").asText();
    carrier.post("/api/deliveries/tasks/" + task + "/acceptance", null).orThrow("Accepting");
    return Poll.until(
        "The kitchen's call",
        BOUND,
        () ->
            Optional.of(task("The task", orderId, "ASSIGNED"))
                .filter(each -> each.path("ready").asBoolean())
                .filter(_ -> awaitsDriver(orderId)));
  }

  private boolean awaitsDriver(String orderId) {
    return cast.user(driver).get("/api/orders/" + orderId).done();
  }

  private JsonNode task(String what, String orderId, String state) {
    return Poll.until(
        what,
        BOUND,
        () ->
            Optional.of(cast.user(driver).read("/api/deliveries/task").path("task"))
                .filter(each -> each.path("orderId").asText().equals(orderId))
                .filter(each -> each.path("state").asText().equals(state)));
  }

  /** An order that was delivered and paid out to all. */
  String paidOrder() {
    var task = carriedOrder();
    var orderId = task.path("orderId").asText();
    var path = "/api/deliveries/tasks/" + task.path("taskId").asText();
    var carrier = cast.user(driver);
    carrier.post(path + "/pickup", Map.of("code", pickupCode(orderId))).orThrow("The pick-up");
    await(orderId, "PICKED_UP");
    carrier.post(path + "/dropoff", Map.of("code", deliveryCode(orderId))).orThrow("The drop-off");
    await(orderId, "SETTLED");
    return orderId;
  }

  /** What the restaurant tells the driver. */
  String pickupCode(String orderId) {
    return code(owner, orderId, "pickupCode");
  }

  /** What the customer tells the driver. */
  String deliveryCode(String orderId) {
    return code(customer, orderId, "deliveryCode");
  }

  private String code(Member member, String orderId, String field) {
    return cast.user(member).read("/api/orders/" + orderId).path(field).asText();
  }
}
