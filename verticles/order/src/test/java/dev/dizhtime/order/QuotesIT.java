package dev.dizhtime.order;

import static dev.dizhtime.order.RunningOrders.HOME;
import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.Option;
import dev.dizhtime.contracts.restaurant.OptionGroup;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Quotes with options and promotions, what may happen before they are placed, and reordering. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class QuotesIT {
  private static final MenuItemId PIZZA = new MenuItemId(new UUID(7, 1));
  private static final MenuItemId CAKE = new MenuItemId(new UUID(7, 2));
  private static final Place KITCHEN = new Place("1 Kitchen St", new GeoPoint(40.70, -74.00));
  private static RunningOrders running;

  private RestaurantId restaurant;
  private long version;

  @BeforeAll
  static void start(Infrastructure infra) {
    running = RunningOrders.start(infra);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @BeforeEach
  void open() {
    restaurant = new RestaurantId(UUID.randomUUID());
    publish(true, 1_000, 5);
  }

  @Test
  void pricesOptionsAndKeepsThemOnTheOrder() {
    JsonNode quote = quote(wish(pizza("large"), cake(1)));
    assertThat(quote.get("lines").get(0).get("unitPrice").get("amountMinor").asLong())
        .isEqualTo(1_300);

    JsonNode order = place(quote).expect(201).json();
    assertThat(order.get("lines").get(0).get("options").get(0).asText()).isEqualTo("Size: large");
    assertThat(order.get("total")).isEqualTo(quote.get("charges").get("total"));
  }

  @Test
  void holdsTheQuotedPriceButNotWhatHasGone() {
    JsonNode quote = quote(wish(cake(2)));
    JsonNode another = quote(wish(cake(2)));
    publish(true, 2_000, 2);
    assertThat(place(quote).expect(201).json().get("total"))
        .isEqualTo(quote.get("charges").get("total"));

    publish(true, 1_000, 1);
    TestResponse gone = place(another).expect(409);
    assertThat(gone.json().get("type").asText()).endsWith("item-unavailable");
    assertThat(gone.json().get("detail").asText()).contains("Cake");
    assertThat(orders(another)).isZero();

    publish(true, 1_000, 5);
    place(another).expect(201);
  }

  @Test
  void refusesToPlaceWhenTheRestaurantHasClosedMeanwhile() {
    JsonNode quote = quote(wish(cake(1)));
    publish(false, 1_000, 5);

    TestResponse closed = place(quote).expect(409);
    assertThat(closed.json().get("type").asText()).endsWith("restaurant-closed");
    assertThat(orders(quote)).isZero();
  }

  @Test
  void ordersTheSameAgainAtTodaysPrices() {
    JsonNode order = place(quote(wish(pizza("large"), cake(1)))).expect(201).json();
    String again = "/api/orders/" + order.get("orderId").asText() + "/quote";
    publish(true, 1_100, 5);

    JsonNode quote = running.asCustomer().post(again, Map.of()).expect(201).json();
    assertThat(quote.get("lines").get(0).get("unitPrice").get("amountMinor").asLong())
        .isEqualTo(1_400);
    assertThat(quote.get("lines").get(0).get("options").get(0).asText()).isEqualTo("Size: large");
    place(quote).expect(201);

    publish(true, 1_100, 0);
    TestResponse refused = running.asCustomer().post(again, Map.of()).expect(422);
    assertThat(refused.json().get("errors").get(0).get("field").asText())
        .isEqualTo("items[1].itemId");
    assertThat(refused.body()).contains("Cake");
    JsonNode rest =
        running.asCustomer().post(again, Map.of("leaveOutUnavailable", true)).expect(201).json();
    assertThat(rest.get("lines")).hasSize(1);
    assertThat(rest.get("leftOut").get(0).asText()).isEqualTo("Cake");

    running
        .as(running.infra.tokens().customer(UUID.randomUUID()))
        .post(again, Map.of())
        .expect(404);
  }

  @Test
  void sellsAPromotionNoOftenerThanItMayHoweverManyWantIt() {
    String code = promotion(5, 1);
    List<TestHttp> customers =
        IntStream.range(0, 12)
            .mapToObj(_ -> running.as(running.infra.tokens().customer(UUID.randomUUID())))
            .toList();
    List<JsonNode> quotes =
        customers.stream()
            .map(each -> each.post("/api/quotes", promoted(code)).expect(201).json())
            .toList();
    assertThat(quotes.getFirst().at("/charges/discount/amountMinor").asLong()).isEqualTo(100);

    List<Integer> answers =
        IntStream.range(0, 12)
            .parallel()
            .mapToObj(i -> place(customers.get(i), quotes.get(i)).status())
            .toList();

    assertThat(answers).containsOnly(201, 409);
    assertThat(answers.stream().filter(status -> status == 201)).hasSize(5);
    assertThat(uses(code)).isEqualTo(5);
  }

  @Test
  void givesAPromotionBackOnceWhenItsOrderEndsUnpaid() {
    String code = promotion(1, 1);
    JsonNode first = quote(promoted(code));
    JsonNode second = quote(promoted(code));
    JsonNode order = place(first).expect(201).json();
    assertThat(place(second).expect(409).json().get("type").asText())
        .endsWith("promotion-unavailable");
    running.asCustomer().post("/api/quotes", promoted(code)).expect(422);

    OrderId id = RunningOrders.id(order);
    running
        .asCustomer()
        .post("/api/orders/" + id + "/cancellation", Map.of("maxCostMinor", 0))
        .expect(200);
    eventually(() -> assertThat(uses(code)).isZero());
    place(second).expect(201);
    assertThat(uses(code)).isEqualTo(1);
  }

  @Test
  void anEndedPromotionIsNotUsedAnyMore() {
    String code = promotion(5, 5);
    JsonNode quote = quote(promoted(code));
    running.asAdmin().post("/api/promotions/" + code + "/end", null).expect(200);

    place(quote).expect(409);
    assertThat(orders(quote)).isZero();
    assertThat(uses(code)).isZero();
    running.asCustomer().post("/api/quotes", promoted(code)).expect(422);
  }

  @TestFactory
  Stream<DynamicTest> badPromotionsAreRefused() {
    return Stream.of(
            bad("no code", "code", null, 400),
            bad("a code in small letters", "code", "small", 400),
            bad("no share and no amount", "basisPoints", null, 422),
            bad("a share and an amount", "amountMinor", 5, 422),
            bad("an amount of nothing", "amountMinor", 0, 400),
            bad("an amount below zero", "amountMinor", -1, 400),
            bad("an amount with a fraction", "amountMinor", 0.5, 400),
            bad("an amount beyond a long", "amountMinor", 1e30, 400),
            bad("a minimum with a fraction", "minimumMinor", 0.5, 400),
            bad("a share with a fraction", "basisPoints", 0.5, 400),
            bad("a share above the whole", "basisPoints", 10_001, 400),
            bad("a share of nothing", "basisPoints", 0, 400),
            bad("a currency that is none", "currency", "XQQ", 422),
            bad("a minimum below zero", "minimumMinor", -1, 400),
            bad("an end before its beginning", "validTo", "2020-01-01T00:00:00Z", 422),
            bad("a time that is none", "validTo", "tomorrow", 400),
            bad("no uses", "maxUses", 0, 400),
            bad("more uses of one than of all", "maxUsesPerCustomer", 11, 422))
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> running.asAdmin().refuses(each)));
  }

  private static BadRequest bad(String name, String field, Object value, int status) {
    Map<String, Object> body = promotionBody("BAD-" + UUID.randomUUID(), 10, 1);
    if (value == null) {
      body.remove(field);
    } else {
      body.put(field, value);
    }
    String named = name.equals("a share and an amount") ? "basisPoints" : field;
    return BadRequest.post(name, "/api/promotions", body, status, named);
  }

  @TestFactory
  Stream<DynamicTest> badWishesAreRefused() {
    Instant now = Instant.now();
    return Stream.of(
            wishWith("scheduledFor", now.plusSeconds(60), 422, "scheduledFor"),
            wishWith("scheduledFor", now.plusSeconds(8 * 86_400), 422, "scheduledFor"),
            wishWith("scheduledFor", "soon", 400, "scheduledFor"),
            wishWith("promotionCode", "NO-SUCH-CODE", 422, "promotionCode"),
            wishWith("promotionCode", "", 400, "promotionCode"),
            wishWith("payment", "SHELLS", 400, "payment"),
            wishWith("items", List.of(pizza()), 422, "items[0].options"),
            wishWith("items", List.of(pizza("gold")), 422, "items[0].options"),
            wishWith("items", List.of(pizza("small", "large")), 422, "items[0].options"),
            wishWith("items", List.of(cake(1), cake(2)), 422, "items[1].itemId"),
            wishWith("items", List.of(cake(6)), 422, "items[0].itemId"),
            wishWith("items", List.of(pizza(7)), 400, "options"))
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name() + " " + each.expectedField(),
                    () -> running.asCustomer().refuses(each)));
  }

  private BadRequest wishWith(String field, Object value, int status, String named) {
    Map<String, Object> wish = wish(cake(1));
    wish.put(field, value);
    return BadRequest.post(field + " " + value, "/api/quotes", wish, status, named);
  }

  @Test
  void onlyAdminsHaveToDoWithPromotions() {
    Map<String, Object> body = promotionBody("MINE-1", 10, 1);
    running.asCustomer().post("/api/promotions", body).expect(403);
    running.asOwner().get("/api/promotions").expect(403);
    String code = promotion(3, 1);
    running.asAdmin().post("/api/promotions", promotionBody(code, 10, 1)).expect(409);
    running.asAdmin().post("/api/promotions/NO-SUCH-CODE/end", null).expect(404);
  }

  private void publish(boolean open, long pizzaMinor, int cakes) {
    version++;
    var size =
        new OptionGroup(
            "size",
            "Size",
            1,
            1,
            List.of(
                new Option("small", "small", usd(0), true),
                new Option("large", "large", usd(300), true)));
    UUID told =
        running
            .infra
            .events()
            .send(
                new RestaurantPublished(
                    restaurant,
                    version,
                    new UserId(running.owner),
                    "Luigi's",
                    "Pizza",
                    KITCHEN,
                    "America/New_York",
                    "USD",
                    "A",
                    open,
                    List.of(
                        new MenuItem(
                            PIZZA, "Pizza", "", "All", usd(pizzaMinor), true, List.of(size), null),
                        new MenuItem(
                            CAKE, "Cake", "", "All", usd(pizzaMinor), true, List.of(), cakes)),
                    Instant.now()));
    running.awaitTakenIn(told);
  }

  private static Money usd(long minor) {
    return new Money(minor, "USD");
  }

  private static Map<String, Object> pizza(Object... options) {
    return Map.of("itemId", PIZZA, "quantity", 1, "options", List.of(options));
  }

  private static Map<String, Object> cake(int quantity) {
    return Map.of("itemId", CAKE, "quantity", quantity);
  }

  private Map<String, Object> wish(Object... items) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("restaurantId", restaurant);
    wish.put("items", List.of(items));
    wish.put("dropoff", HOME);
    return wish;
  }

  private Map<String, Object> promoted(String code) {
    Map<String, Object> wish = wish(pizza("small"));
    wish.put("promotionCode", code.toLowerCase(Locale.ROOT));
    return wish;
  }

  private static JsonNode quote(Map<String, Object> wish) {
    return running.asCustomer().post("/api/quotes", wish).expect(201).json();
  }

  private static TestResponse place(JsonNode quote) {
    return place(running.asCustomer(), quote);
  }

  private static TestResponse place(TestHttp customer, JsonNode quote) {
    return customer.post(
        "/api/orders",
        Map.of("quote", quote.get("quote").asText()),
        "Idempotency-Key",
        UUID.randomUUID().toString());
  }

  private static Map<String, Object> promotionBody(String code, int maxUses, int perCustomer) {
    Map<String, Object> body = new HashMap<>();
    body.put("code", code.toUpperCase(Locale.ROOT));
    body.put("basisPoints", 1_000);
    body.put("currency", "USD");
    body.put("minimumMinor", 500);
    body.put("validFrom", Instant.now().minusSeconds(60));
    body.put("validTo", Instant.now().plusSeconds(3_600));
    body.put("maxUses", maxUses);
    body.put("maxUsesPerCustomer", perCustomer);
    return body;
  }

  private static String promotion(int maxUses, int perCustomer) {
    return running
        .asAdmin()
        .post("/api/promotions", promotionBody("P-" + UUID.randomUUID(), maxUses, perCustomer))
        .expect(201)
        .json()
        .get("code")
        .asText();
  }

  private static long uses(String code) {
    return count("SELECT uses FROM promotion WHERE code = ?", code);
  }

  private static long orders(JsonNode quote) {
    return count(
        "SELECT count(*) FROM orders WHERE quote_id = ?::uuid", quote.get("quoteId").asText());
  }

  private static long count(String sql, String argument) {
    try (var connection = running.infra.connect("order");
        var query = connection.prepareStatement(sql)) {
      query.setString(1, argument);
      ResultSet rows = query.executeQuery();
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
