package dev.dizhtime.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.auth.crypto.RandomRefreshTokens;
import dev.dizhtime.local.city.Blueprint;
import dev.dizhtime.local.city.Blueprint.Point;
import dev.dizhtime.local.city.DemoCity;
import dev.dizhtime.local.city.OwnedRestaurant;
import dev.dizhtime.local.client.Answer;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.demo.Shopping;
import dev.dizhtime.local.end.RunningPlatform;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.testkit.TestHttp;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** What side A has: a restaurant with its staff, orders at every stage, money, a task. */
final class Belongings {
  static final Duration BOUND = Duration.ofSeconds(30);
  private static final Set<Integer> NOT_KNOWN_YET = Set.of(404, 409, 422);
  private static final double NEAR_DEGREES = 0.004;
  private static final long PLENTY_MINOR = 500_000;

  /** Where A's orders go: no answer to anybody else may hold it. */
  final String home = UUID.randomUUID() + " Secret Street";

  final RunningPlatform platform;
  final Cast cast;

  /** In the middle of an ocean, so that no driver of another test is near. */
  final Point place =
      new Point(
          ThreadLocalRandom.current().nextDouble(-40, -20),
          ThreadLocalRandom.current().nextDouble(-120, -90));

  /** Where driver A waits: beside the restaurant, whose own place is no secret. */
  final Point stand = new Point(place.lat() + NEAR_DEGREES / 4, place.lon());

  final OwnedRestaurant.Found restaurant;
  final String draftId;
  private final GatewayClient gateway;
  private final Shopping shopping;

  Belongings(RunningPlatform platform, GatewayClient gateway, Cast cast) {
    this.platform = platform;
    this.gateway = gateway;
    this.cast = cast;
    restaurant = new OwnedRestaurant.Found(user(Member.OWNER_A), openRestaurant());
    draftId = text(user(Member.OWNER_A).post("/api/restaurants", plan()), "restaurantId");
    shopping = new Shopping(user(Member.CUSTOMER_A), restaurant);
    DemoCity.topUp(user(Member.CUSTOMER_A), PLENTY_MINOR, "plenty");
  }

  User user(Member member) {
    return cast.user(member);
  }

  GatewayClient gateway() {
    return gateway;
  }

  private Map<String, Object> plan() {
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
    var owner = user(Member.OWNER_A);
    var made = owner.post("/api/restaurants", plan());
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
    owner.put(path + "/menu", Map.of("items", List.of(soup)), made.header("etag"));
    return owner.post(path + "/publish", null).orThrow("Publishing the restaurant");
  }

  private static String text(Answer answer, String field) {
    return answer.orThrow("What was to be made").path(field).asText();
  }

  /** Somebody joins A's staff, by an invitation whose link is known. */
  void hire(Member member, String role) {
    user(member)
        .post("/api/auth/staff-invitations/acceptance", Map.of("token", invite(member, role)))
        .orThrow("Joining the staff");
    cast.logInAgain(member);
  }

  /** Invites a member; gives the token that the mail would have had. */
  String invite(Member member, String role) {
    var email = user(member).account().email();
    var invitation = UUID.fromString(invite(email, role));
    var token = new RandomRefreshTokens().next();
    sql(
        "UPDATE staff_invitation SET token_hash = ? WHERE invitation_id = ?",
        new RandomRefreshTokens().hash(token).bytes(),
        invitation);
    return token;
  }

  /** Invites an address; gives the invitation's id. */
  String invite(String email, String role) {
    var body = Map.of("email", email, "role", role);
    var path = "/api/auth/restaurants/" + restaurant.id() + "/staff";
    return whenKnown("The invitation", () -> user(Member.OWNER_A).post(path, body))
        .path("invitationId")
        .asText();
  }

  /** What comes of it once the restaurant, which is new, is known where it is asked for. */
  private static JsonNode whenKnown(String what, Supplier<Answer> attempt) {
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

  /** Writes to auth's database what takes a browser or a mail otherwise. */
  void sql(String statement, Object... values) {
    try (var auth = platform.database("auth");
        var prepared = auth.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A quote of A's. */
  String quote() {
    var items = List.of(Map.of("itemId", itemId(), "quantity", 1));
    var door = new Point(place.lat() + NEAR_DEGREES, place.lon());
    var body =
        Map.of(
            "restaurantId", restaurant.id(),
            "items", items,
            "dropoff", Blueprint.place(home, door));
    return whenKnown("The quote", () -> shopping.customer().post("/api/quotes", body))
        .path("quote")
        .asText();
  }

  String itemId() {
    return restaurant.restaurant().path("menu").path(0).path("itemId").asText();
  }

  /** An order of A's that its restaurant is to answer. */
  String openOrder() {
    var body = Map.of("quote", quote());
    var key = UUID.randomUUID().toString();
    var orderId = text(shopping.customer().post("/api/orders", body, key), "orderId");
    shopping.await(orderId, "FUNDS_RESERVED");
    return orderId;
  }

  /** An order of A's that its restaurant has taken. */
  String acceptedOrder() {
    var orderId = openOrder();
    kitchen(orderId, "acceptance");
    return orderId;
  }

  private void kitchen(String orderId, String step) {
    user(Member.OWNER_A)
        .post("/api/orders/" + orderId + "/" + step, null)
        .orThrow("The restaurant's " + step);
  }

  /** An order of A's that is ready, and that driver A has taken; gives the task. */
  JsonNode carriedOrder() {
    var driver = user(Member.DRIVER_A);
    driver
        .put("/api/deliveries/shift", Map.of("online", true, "location", stand))
        .orThrow("Going online");
    var orderId = acceptedOrder();
    kitchen(orderId, "preparation");
    kitchen(orderId, "readiness");
    var task = task("The offer", orderId, "OFFERED").path("taskId").asText();
    driver.post("/api/deliveries/tasks/" + task + "/acceptance", null).orThrow("Accepting");
    return Poll.until(
        "The kitchen's call",
        BOUND,
        () ->
            Optional.of(task("The task", orderId, "ASSIGNED"))
                .filter(each -> each.path("ready").asBoolean())
                .filter(_ -> awaitsDriver(orderId)));
  }

  private boolean awaitsDriver(String orderId) {
    return user(Member.DRIVER_A).get("/api/orders/" + orderId).done();
  }

  private JsonNode task(String what, String orderId, String state) {
    return Poll.until(
        what,
        BOUND,
        () ->
            Optional.of(user(Member.DRIVER_A).read("/api/deliveries/task").path("task"))
                .filter(each -> each.path("orderId").asText().equals(orderId))
                .filter(each -> each.path("state").asText().equals(state)));
  }

  /** An order of A's that was delivered and paid out to all. */
  String paidOrder() {
    var task = carriedOrder();
    var orderId = task.path("orderId").asText();
    var path = "/api/deliveries/tasks/" + task.path("taskId").asText();
    var driver = user(Member.DRIVER_A);
    driver
        .post(path + "/pickup", Map.of("code", code(Member.OWNER_A, orderId, "pickupCode")))
        .orThrow("The pick-up");
    shopping.await(orderId, "PICKED_UP");
    driver
        .post(path + "/dropoff", Map.of("code", code(Member.CUSTOMER_A, orderId, "deliveryCode")))
        .orThrow("The drop-off");
    shopping.await(orderId, "SETTLED");
    return orderId;
  }

  String code(Member member, String orderId, String field) {
    return user(member).read("/api/orders/" + orderId).path(field).asText();
  }

  /** Has everything since {@code from} paid out; gives the run. */
  String payoutRun(Instant from) {
    var admin = user(Member.ADMIN);
    var body = Map.of("from", from.toString(), "to", Instant.now().toString());
    var key = UUID.randomUUID().toString();
    var run = text(admin.post("/api/wallet/payouts", body, key), "payoutRunId");
    Poll.until(
        "The payout",
        BOUND,
        () ->
            Optional.of(admin.read("/api/wallet/payout-runs/" + run))
                .filter(each -> each.path("state").asText().equals("DONE")));
    return run;
  }

  /** A payment at the sandbox, which has a door of its own. */
  Map<String, String> payment() {
    var body = Map.of("reference", "A test", "amount", Blueprint.money(100));
    var made =
        TestHttp.at(platform.ports().url(Part.PAYMENT_SANDBOX))
            .as(platform.secrets().paymentKey("api"))
            .post("/v1/payments", body, "Idempotency-Key", UUID.randomUUID().toString())
            .expect(201);
    return Map.of("paymentId", made.json().path("id").asText());
  }

  /** The first thing of a list that a member reads, when it is there. */
  JsonNode firstOf(Member member, String path) {
    return Poll.until(
        "Something at " + path,
        BOUND,
        () ->
            StreamSupport.stream(user(member).read(path).path("items").spliterator(), false)
                .findFirst());
  }

  /** One thing that a member posts for. */
  Map<String, String> made(Member member, String path, Object body, String... fields) {
    var key = UUID.randomUUID().toString();
    var answer = user(member).post(path, body, key).orThrow("POST " + path);
    Map<String, String> kept = new HashMap<>();
    for (String field : fields) {
      kept.put(field, answer.path(field).asText());
    }
    return kept;
  }
}
