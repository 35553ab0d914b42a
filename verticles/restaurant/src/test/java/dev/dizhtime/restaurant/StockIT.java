package dev.dizhtime.restaurant;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What orders take of a restaurant's stock, with the real broker between them. */
@RealInfrastructure({Server.KAFKA, Server.MONGO})
class StockIT {
  private static final UserId OWNER = new UserId(UUID.randomUUID());
  private static final UserId CUSTOMER = new UserId(UUID.randomUUID());
  private static final Money COST = new Money(500, "USD");

  private static Infrastructure infra;
  private static RunningService service;
  private static TestHttp owner;

  private RestaurantId restaurant;
  private Map<String, MenuItemId> items;

  @BeforeAll
  static void start(Infrastructure given) {
    infra = given;
    Map<String, String> env = infra.environment("restaurant");
    env.put("DIZHTIME_INSTANCES", "2");
    service = ServiceRunner.start(RestaurantService.SERVICE, Env.of(env));
    owner = infra.http(service.address()).as(infra.tokens().restaurant(OWNER.value()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Five cakes, nobody counts soups, and a thousand napkins to tell what has come through. */
  @BeforeEach
  void open() {
    restaurant =
        RestaurantId.of(
            owner
                .post("/api/restaurants", Requests.restaurant("Counted"))
                .expect(201)
                .json()
                .get("restaurantId")
                .asText());
    JsonNode menu =
        owner
            .put(
                "/api/restaurants/" + restaurant + "/menu",
                Requests.menu(
                    List.of(
                        Requests.with(Requests.item("Cake", 500), "stock", 5),
                        Requests.item("Soup", 500),
                        Requests.with(Requests.item("Napkin", 1), "stock", 1_000))),
                "If-Match",
                "\"1\"")
            .expect(200)
            .json()
            .get("menu");
    items = new LinkedHashMap<>();
    menu.forEach(
        item -> items.put(item.get("name").asText(), MenuItemId.of(item.get("itemId").asText())));
    owner.post("/api/restaurants/" + restaurant + "/publish", null).expect(200);
  }

  @Test
  void takesWhatAnOrderNeedsOnceAndTellsIt() {
    OrderId order = newOrder();
    fund(order, "Cake", 2);
    fund(order, "Cake", 2);
    awaitAllOf(order);

    assertThat(stock("Cake")).isEqualTo(3);
    assertThat(answers(order)).isEmpty();
    eventually(
        () ->
            assertThat(infra.events().all(Topic.RESTAURANTS).stream().filter(this::ofRestaurant))
                .extracting(event -> cakes(event.json()))
                .startsWith(5, 3)
                .doesNotContain(1));
  }

  @Test
  void answersAnOrderThatWaitsOnceItsThingsAreSetAside() {
    OrderId order = newOrder();
    send(funded(order, true, line("Cake", 2)));
    send(funded(order, true, line("Cake", 2)));
    awaitAllOf(order);

    assertThat(stock("Cake")).isEqualTo(3);
    eventually(() -> assertThat(answers(order)).hasSize(1));
    assertThat(answers(order).getFirst().type()).isEqualTo("dizhtime.restaurant.stock-taken.v1");

    OrderId tooMuch = newOrder();
    send(funded(tooMuch, true, line("Cake", 4)));
    awaitAllOf(tooMuch);
    eventually(() -> assertThat(answers(tooMuch)).hasSize(1));
    assertThat(answers(tooMuch).getFirst().type())
        .isEqualTo("dizhtime.restaurant.stock-refused.v1");
  }

  @Test
  void answersAnOrderThatWaitsAlsoWhenNobodyCountsItsThingsAnyMore() {
    OrderId order = newOrder();
    send(funded(order, true, line("Soup", 2)));
    awaitAllOf(order);

    eventually(() -> assertThat(answers(order)).hasSize(1));
    assertThat(answers(order).getFirst().type()).isEqualTo("dizhtime.restaurant.stock-taken.v1");
  }

  @Test
  void putsBackOnceWhatAnOrderTookThatCameToNothing() {
    OrderId rejected = newOrder();
    fund(rejected, "Cake", 2);
    reject(rejected);
    reject(rejected);
    awaitAllOf(rejected);
    assertThat(stock("Cake")).isEqualTo(5);

    OrderId cancelled = newOrder();
    fund(cancelled, "Cake", 1);
    cancel(cancelled);
    awaitAllOf(cancelled);
    assertThat(stock("Cake")).isEqualTo(5);

    OrderId failed = newOrder();
    fund(failed, "Cake", 5);
    send(new OrderFailed(failed, CUSTOMER, restaurant, OWNER, "NO_FUNDS", Instant.now()));
    awaitAllOf(failed);
    assertThat(stock("Cake")).isEqualTo(5);
  }

  @Test
  void givesNothingBackOnceTheOrderHasLeftWhateverComesAgain() {
    OrderId order = newOrder();
    fund(order, "Cake", 2);
    send(new OrderPickedUp(order, CUSTOMER, restaurant, OWNER, OWNER, Instant.now()));
    fund(order, "Cake", 2);
    cancel(order);
    awaitAllOf(order);

    assertThat(stock("Cake")).isEqualTo(3);
  }

  @Test
  void takesNothingForAnOrderThatHadEndedBefore() {
    OrderId order = newOrder();
    reject(order);
    fund(order, "Cake", 2);
    awaitAllOf(order);

    assertThat(stock("Cake")).isEqualTo(5);
  }

  @Test
  void refusesAnOrderThatNeedsMoreThanThereIsAndTakesNothingOfIt() {
    OrderId order = newOrder();
    send(
        funded(
            order,
            line("Napkin", 10),
            line("Cake", 3),
            new OrderLine(items.get("Cake"), "Cake", COST, 3, List.of("Size: large"))));
    fund(order, "Cake", 1);
    awaitAllOf(order);

    assertThat(stock("Cake")).isEqualTo(5);
    eventually(() -> assertThat(answers(order)).hasSize(1));
    assertThat(answers(order).getFirst().json().get("itemIds").get(0).asText())
        .isEqualTo(items.get("Cake").toString());
    assertThat(answers(order).getFirst().json().get("itemIds")).hasSize(1);
  }

  @Test
  void sellsNoMoreThanThereIsHoweverManyWantIt() {
    setStock("Cake", 20);
    List<OrderId> orders = IntStream.range(0, 30).mapToObj(_ -> newOrder()).toList();
    orders.forEach(order -> fund(order, "Cake", 1));
    orders.forEach(this::awaitAllOf);

    assertThat(stock("Cake")).isZero();
    eventually(
        () -> assertThat(orders.stream().filter(order -> !answers(order).isEmpty())).hasSize(10));
  }

  @Test
  void saysNothingWhenNobodyCountsWhatIsOrdered() {
    OrderId order = newOrder();
    long before = version();
    fund(order, "Soup", 99);
    send(new OrderPickedUp(order, CUSTOMER, restaurant, OWNER, OWNER, Instant.now()));
    awaitAllOf(order);

    // The napkin that told us has made a version of its own.
    assertThat(version()).isEqualTo(before + 1);
    assertThat(answers(order)).isEmpty();
  }

  private void setStock(String item, int stock) {
    owner
        .put(
            "/api/restaurants/" + restaurant + "/menu/" + items.get(item) + "/stock",
            Map.of("stock", stock, "available", true))
        .expect(200);
  }

  private JsonNode restaurantNow() {
    return owner.get("/api/restaurants/" + restaurant).expect(200).json();
  }

  private long version() {
    return restaurantNow().get("version").asLong();
  }

  private int stock(String name) {
    return stockIn(restaurantNow(), name);
  }

  private static int cakes(JsonNode snapshot) {
    return stockIn(snapshot, "Cake");
  }

  private static int stockIn(JsonNode restaurant, String name) {
    return StreamSupport.stream(restaurant.get("menu").spliterator(), false)
        .filter(item -> item.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .get("stock")
        .asInt();
  }

  private boolean ofRestaurant(Event event) {
    return event.key().equals(restaurant.toString());
  }

  private static List<Event> answers(OrderId order) {
    return infra.events().all(Topic.ORDER_REPLIES).stream()
        .filter(event -> event.key().equals(order.toString()))
        .toList();
  }

  private static OrderId newOrder() {
    return new OrderId(UUID.randomUUID());
  }

  private OrderLine line(String item, int quantity) {
    return new OrderLine(items.get(item), item, COST, quantity);
  }

  private OrderFunded funded(OrderId order, OrderLine... lines) {
    return funded(order, false, lines);
  }

  private OrderFunded funded(OrderId order, boolean stockAwaited, OrderLine... lines) {
    Money none = Money.zero("USD");
    return new OrderFunded(
        order,
        CUSTOMER,
        restaurant,
        OWNER,
        "Counted",
        Arrays.asList(lines),
        new Charges(COST, none, none, none),
        new Place("2 Home St", new GeoPoint(40.71, -74.00)),
        Instant.now(),
        PaymentMethod.WALLET,
        null,
        stockAwaited);
  }

  private void fund(OrderId order, String item, int quantity) {
    send(funded(order, line(item, quantity)));
  }

  private void reject(OrderId order) {
    send(new OrderRejected(order, CUSTOMER, restaurant, OWNER, "no", Instant.now()));
  }

  private void cancel(OrderId order) {
    send(
        new OrderCancelled(
            order,
            CUSTOMER,
            restaurant,
            OWNER,
            CancelledBy.CUSTOMER,
            "CUSTOMER_CANCELLED",
            Money.zero("USD"),
            Instant.now()));
  }

  private static void send(dev.dizhtime.contracts.Message message) {
    infra.events().send(message);
  }

  /** Sends one more order behind what was sent about this one, and waits until it took a napkin. */
  private void awaitAllOf(OrderId order) {
    int before = stock("Napkin");
    OrderId behind = newOrder();
    while (partition(behind) != partition(order)) {
      behind = newOrder();
    }
    fund(behind, "Napkin", 1);
    eventually(() -> assertThat(stock("Napkin")).isEqualTo(before - 1));
  }

  private static int partition(OrderId order) {
    return Utils.toPositive(Utils.murmur2(order.toString().getBytes())) % Topic.ORDERS.partitions();
  }
}
