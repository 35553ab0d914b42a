package dev.dizhtime.order;

import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.testkit.Eventually.eventuallyReturns;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.order.token.SignedQuotes;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.TestHttp;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The order service, with one restaurant that sells one pizza, and everyone who deals with it. */
final class RunningOrders implements AutoCloseable {
  static final MenuItemId PIZZA = new MenuItemId(new UUID(4, 1));
  static final MenuItemId SOLD_OUT = new MenuItemId(new UUID(4, 2));
  static final Place HOME = new Place("2 Home St", new GeoPoint(40.71, -74.00));

  private static final Place KITCHEN = new Place("1 Kitchen St", new GeoPoint(40.70, -74.00));
  private static final int KEY_BYTES = 32;

  final Infrastructure infra;
  final RestaurantId restaurant = new RestaurantId(UUID.randomUUID());
  final UUID owner = UUID.randomUUID();
  final UUID customer = UUID.randomUUID();
  final UserId driver = new UserId(UUID.randomUUID());

  private final Secret quoteKey;
  private final RunningService service;

  private RunningOrders(Infrastructure infra, Map<String, String> more) {
    this.infra = infra;
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    quoteKey = new Secret(Base64.getEncoder().encodeToString(key));
    Map<String, String> environment = infra.environment("order");
    environment.put("DIZHTIME_INSTANCES", "1");
    environment.put("DIZHTIME_QUOTE_KEY", quoteKey.reveal());
    // Nothing is asked for again, unless a test is about that.
    for (String kind : List.of("FUNDS", "CAPTURE", "RELEASE")) {
      environment.put("DIZHTIME_ORDER_WAIT_" + kind + "_MILLIS", "600000");
    }
    environment.putAll(more);
    service = ServiceRunner.start(OrderService.SERVICE, Env.of(environment));
  }

  /** Starts it, and waits until the restaurant's menu has come through. */
  static RunningOrders start(Infrastructure infra) {
    return start(infra, Map.of());
  }

  /** Starts it with some settings of its own. */
  static RunningOrders start(Infrastructure infra, Map<String, String> more) {
    RunningOrders running = new RunningOrders(infra, more);
    running.publish(1, true, 1_205);
    eventually(() -> running.asCustomer().post("/api/quotes", running.wish(1)).expect(201));
    return running;
  }

  /** Tells a menu; the message's id. */
  UUID publish(long version, boolean open, long pizzaMinor) {
    return infra
        .events()
        .send(
            new RestaurantPublished(
                restaurant,
                version,
                new UserId(owner),
                "Luigi's",
                "Pizza",
                KITCHEN,
                "America/New_York",
                "USD",
                "A",
                open,
                List.of(item(PIZZA, pizzaMinor, true), item(SOLD_OUT, 900, false)),
                Instant.now()));
  }

  /** Waits until the service has taken in a message, whatever came of it. */
  void awaitTakenIn(UUID messageId) {
    eventually(
        () -> {
          try (var connection = infra.connect("order");
              var query = connection.prepareStatement("SELECT 1 FROM inbox WHERE message_id = ?")) {
            query.setString(1, messageId.toString());
            assertThat(query.executeQuery().next()).isTrue();
          }
        });
  }

  private static MenuItem item(MenuItemId id, long minor, boolean available) {
    return new MenuItem(id, "Margherita", "", "Pizza", new Money(minor, "USD"), available);
  }

  TestHttp asCustomer() {
    return as(infra.tokens().customer(customer));
  }

  TestHttp asOwner() {
    return as(infra.tokens().restaurant(owner));
  }

  TestHttp asAdmin() {
    return as(infra.tokens().admin(UUID.randomUUID()));
  }

  TestHttp as(String token) {
    return infra.http(service.address()).as(token);
  }

  /** Signs what the service itself would not sign any more. */
  SignedQuotes quotes() {
    return new SignedQuotes(quoteKey);
  }

  String metrics() {
    return infra.http("http://127.0.0.1:" + service.managementPort()).get("/metrics").body();
  }

  /** The body of a quote request for so many pizzas. */
  Map<String, Object> wish(int quantity) {
    return Map.of(
        "restaurantId",
        restaurant,
        "items",
        List.of(Map.of("itemId", PIZZA, "quantity", quantity)),
        "dropoff",
        HOME,
        "tip",
        new Money(250, "USD"));
  }

  String quote() {
    return asCustomer().post("/api/quotes", wish(2)).expect(201).json().get("quote").asText();
  }

  /** Places an order; the answer. */
  JsonNode place() {
    return asCustomer()
        .post("/api/orders", Map.of("quote", quote()), "Idempotency-Key", UUID.randomUUID() + "")
        .expect(201)
        .json();
  }

  static OrderId id(JsonNode order) {
    return OrderId.of(order.get("orderId").asText());
  }

  void act(OrderId order, String action, Object body) {
    asOwner().post("/api/orders/" + order + "/" + action, body).expect(200);
  }

  JsonNode timeline(OrderId order) {
    return asAdmin().get("/api/orders/" + order + "/timeline").expect(200).json();
  }

  /** Lets an order's only wait have ended so long ago, by what was heard of the others. */
  void endWait(OrderId order, int secondsAgo) {
    change(
        "UPDATE deadline SET due_at = (SELECT until FROM heard) - interval '%d seconds'"
                .formatted(secondsAgo)
            + " WHERE order_id = ?",
        order);
  }

  /** Changes one row of an order in the database. */
  void change(String sql, OrderId order) {
    try (var connection = infra.connect("order");
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, order.value());
      assertThat(statement.executeUpdate()).isOne();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitState(OrderId order, String state) {
    eventually(() -> assertThat(timeline(order).get("state").asText()).isEqualTo(state));
  }

  /** Waits until the saga log has so many lines of a kind. */
  void awaitSteps(OrderId order, String kind, int count) {
    eventuallyReturns(() -> steps(order, kind).size() >= count);
  }

  List<JsonNode> steps(OrderId order, String kind) {
    return StreamSupport.stream(timeline(order).get("steps").spliterator(), false)
        .filter(step -> step.get("kind").asText().equals(kind))
        .toList();
  }

  /** What was sent about an order on a topic, oldest first. */
  List<Event> sent(Topic topic, OrderId order) {
    return infra.events().all(topic).stream()
        .filter(event -> event.key().equals(order.toString()))
        .filter(event -> event.header("ce_source").equals("/dizhtime/order"))
        .toList();
  }

  List<String> typesSent(Topic topic, OrderId order) {
    return sent(topic, order).stream().map(Event::type).toList();
  }

  static String type(Class<? extends dev.dizhtime.contracts.Message> message) {
    return Messages.typeOf(message);
  }

  @Override
  public void close() {
    service.close();
  }
}
