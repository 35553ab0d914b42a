package dev.dizhtime.order;

import static dev.dizhtime.order.RunningOrders.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.restaurant.RestaurantUnpublished;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Quotes become orders once, and only those who have to do with an order see it. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class OrdersOverHttpIT {
  private static final String KEY = "Idempotency-Key";
  private static RunningOrders running;

  @BeforeAll
  static void start(Infrastructure infra) {
    running = RunningOrders.start(infra);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void aQuoteTellsTheWholePriceAndWhenItExpires() {
    JsonNode quote = running.asCustomer().post("/api/quotes", running.wish(2)).expect(201).json();

    assertThat(quote.at("/charges/items/amountMinor").asLong()).isEqualTo(2_410);
    assertThat(quote.at("/charges/tip/amountMinor").asLong()).isEqualTo(250);
    assertThat(quote.at("/charges/total/amountMinor").asLong())
        .isEqualTo(
            quote.at("/charges/items/amountMinor").asLong()
                + quote.at("/charges/delivery/amountMinor").asLong()
                + quote.at("/charges/tax/amountMinor").asLong()
                + 250);
    assertThat(Duration.between(Instant.now(), Instant.parse(quote.get("expiresAt").asText())))
        .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
  }

  @Test
  void theSameKeyGivesTheSameOrder() {
    var body = Map.of("quote", running.quote());
    String key = UUID.randomUUID().toString();

    TestResponse first = running.asCustomer().post("/api/orders", body, KEY, key).expect(201);
    TestResponse again = running.asCustomer().post("/api/orders", body, KEY, key).expect(201);

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("location"))
        .isEqualTo(first.header("location"))
        .isEqualTo("/api/orders/" + id(first.json()));
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    String key = UUID.randomUUID().toString();
    running
        .asCustomer()
        .post("/api/orders", Map.of("quote", running.quote()), KEY, key)
        .expect(201);

    refused(
        running.asCustomer().post("/api/orders", Map.of("quote", running.quote()), KEY, key),
        422,
        KEY);
  }

  @Test
  void aQuoteIsUsedOnce() {
    var body = Map.of("quote", running.quote());
    running.asCustomer().post("/api/orders", body, KEY, "first-" + UUID.randomUUID()).expect(201);

    refused(place(running.asCustomer(), body), 409, "quote");
  }

  @Test
  void anAlteredQuoteIsRefused() {
    String quote = running.quote();
    int middle = quote.length() / 2;
    char other = quote.charAt(middle) == 'A' ? 'B' : 'A';
    String altered = quote.substring(0, middle) + other + quote.substring(middle + 1);

    refused(place(running.asCustomer(), Map.of("quote", altered)), 422, "quote");
  }

  @Test
  void someoneElsesQuoteIsRefused() {
    TestHttp other = running.as(running.infra.tokens().customer(UUID.randomUUID()));

    refused(place(other, Map.of("quote", running.quote())), 422, "quote");
  }

  @Test
  void anExpiredQuoteIsRefused() {
    var quote = running.quotes().read(running.quote()).orElseThrow();
    var expired = new dev.dizhtime.order.model.Quote(quote.terms(), Instant.now().minusMillis(1));

    refused(
        place(running.asCustomer(), Map.of("quote", running.quotes().sign(expired))), 422, "quote");
  }

  @Test
  void onlyThoseWhoHaveToDoWithAnOrderSeeIt() {
    OrderId order = id(running.place());
    UUID stranger = UUID.randomUUID();

    for (String path : List.of("/api/orders/" + order, "/api/orders/" + order + "/timeline")) {
      running.asCustomer().get(path).expect(200);
      running.asOwner().get(path).expect(200);
      running.asAdmin().get(path).expect(200);
      running.as(running.infra.tokens().customer(stranger)).get(path).expect(404);
      running.as(running.infra.tokens().restaurant(stranger)).get(path).expect(404);
      running.as(running.infra.tokens().driver(stranger)).get(path).expect(404);
    }
  }

  @Test
  void onlyItsOwnerAnswersAnOrder() {
    OrderId order = id(running.place());
    TestHttp stranger = running.as(running.infra.tokens().restaurant(UUID.randomUUID()));

    for (String action : List.of("acceptance", "preparation", "readiness")) {
      stranger.post("/api/orders/" + order + "/" + action, null).expect(404);
      running.asCustomer().post("/api/orders/" + order + "/" + action, null).expect(403);
      running.asOwner().post("/api/orders/" + order + "/" + action, null).expect(409);
    }
    assertThat(running.timeline(order).get("state").asText()).isEqualTo("PLACED");
  }

  @Test
  void onlyAdminsSeeWhatIsAskedOfOtherServices() {
    OrderId order = id(running.place());
    String path = "/api/orders/" + order + "/timeline";

    assertThat(running.asAdmin().get(path).json().get("steps")).hasSize(3);
    assertThat(running.asCustomer().get(path).json().get("steps")).hasSize(1);
  }

  @Test
  void listsPageByPageNewestFirst() {
    UUID someone = UUID.randomUUID();
    TestHttp http = running.as(running.infra.tokens().customer(someone));
    List<OrderId> placed = List.of(placeAs(http), placeAs(http), placeAs(http));

    JsonNode first = http.get("/api/orders?limit=2").expect(200).json();
    String cursor = first.get("nextCursor").asText();
    JsonNode second = http.get("/api/orders?limit=2&cursor=" + cursor).expect(200).json();

    assertThat(first.get("items").findValuesAsText("orderId"))
        .containsExactly(placed.get(2).toString(), placed.get(1).toString());
    assertThat(second.get("items").findValuesAsText("orderId"))
        .containsExactly(placed.get(0).toString());
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void tellsTheRestaurantUntilWhenItIsToAnswer() {
    OrderId order = id(running.place());
    String path = "/api/orders/" + order;
    assertThat(running.asOwner().get(path).json().has("answerBy")).isFalse();
    running.infra.events().send(new FundsReserved(order, new Money(1, "USD"), Instant.now()));
    running.awaitState(order, "FUNDS_RESERVED");

    Instant by = Instant.parse(running.asOwner().get(path).json().get("answerBy").asText());
    assertThat(by).isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(610));
    assertThat(running.asCustomer().get(path).json().has("answerBy")).isFalse();
    assertThat(running.asOwner().get("/api/orders?state=FUNDS_RESERVED").json().toString())
        .contains(by.toString());
    running.act(order, "acceptance", null);
    assertThat(running.asOwner().get(path).json().has("answerBy")).isFalse();
  }

  @Test
  void eachRoleListsItsOwn() {
    OrderId order = id(running.place());
    String stranger = running.infra.tokens().restaurant(UUID.randomUUID());
    String unemployed = running.infra.tokens().driver(UUID.randomUUID());

    assertThat(listed(running.asCustomer(), "")).contains(order.toString());
    assertThat(listed(running.asOwner(), "?state=PLACED")).contains(order.toString());
    assertThat(listed(running.asOwner(), "?state=SETTLED")).isEmpty();
    assertThat(listed(running.asAdmin(), "")).contains(order.toString());
    assertThat(listed(running.as(stranger), "")).isEmpty();
    assertThat(listed(running.as(unemployed), "")).isEmpty();
  }

  @Test
  void whoCooksAndBuysHasAListForEach() {
    String cooked = id(running.place()).toString();
    TestHttp cook = withBothRoles(running.owner);
    assertThat(listed(cook, "?as=restaurant")).contains(cooked);
    assertThat(listed(cook, "?as=customer")).isEmpty();

    TestHttp buyer = withBothRoles(UUID.randomUUID());
    String bought = placeAs(buyer).toString();
    assertThat(listed(buyer, "?as=customer")).containsExactly(bought);
    assertThat(listed(buyer, "?as=restaurant")).isEmpty();
    assertThat(listed(buyer, "")).containsExactly(bought);
    buyer.get("/api/orders?as=admin").expect(403);
  }

  private static TestHttp withBothRoles(UUID userId) {
    return running.as(running.infra.tokens().token(userId, "restaurant", "customer"));
  }

  @Test
  void pricesFollowTheNewestMenuAndNeverAnOlderOne() {
    running.awaitTakenIn(running.publish(5, true, 1_500));
    assertThat(pizzaMinor()).isEqualTo(1_500);

    running.awaitTakenIn(running.publish(4, true, 1));
    assertThat(pizzaMinor()).isEqualTo(1_500);

    running.awaitTakenIn(unpublish(3));
    assertThat(pizzaMinor()).isEqualTo(1_500);

    running.awaitTakenIn(unpublish(6));
    running.asCustomer().post("/api/quotes", running.wish(1)).expect(422);

    running.awaitTakenIn(running.publish(7, false, 1_205));
    running.asCustomer().post("/api/quotes", running.wish(1)).expect(422);

    running.awaitTakenIn(running.publish(8, true, 1_205));
    assertThat(pizzaMinor()).isEqualTo(1_205);
  }

  @Test
  void theStaffOfARestaurantAnswersItsOrdersAndNoOthers() {
    OrderId order = id(running.place());
    UUID cookId = UUID.randomUUID();
    TestHttp cook = staff(cookId, running.restaurant.value(), "kitchen");
    TestHttp elsewhere = staff(UUID.randomUUID(), UUID.randomUUID(), "owner");
    String path = "/api/orders/" + order;

    elsewhere.get(path).expect(404);
    elsewhere.post(path + "/acceptance", null).expect(404);
    assertThat(listed(elsewhere, "")).isEmpty();
    assertThat(cook.get(path).expect(200).json().has("pickupCode")).isTrue();
    assertThat(listed(cook, "")).contains(order.toString());
    assertThat(cook.post(path + "/acceptance", null).status()).isIn(200, 409);
    var refund = Map.of("amountMinor", 100, "liable", "RESTAURANT", "reason", "cold");
    String key = UUID.randomUUID().toString();
    cook.post(path + "/refunds", refund, KEY, key).expect(404);
    staff(cookId, running.restaurant.value(), "manager")
        .post(path + "/refunds", refund, KEY, key)
        .expect(409);
  }

  @Test
  void supportReadsOrdersButNoCodesAndChangesNothing() {
    OrderId order = id(running.place());
    TestHttp support = running.as(running.infra.tokens().token(UUID.randomUUID(), "support"));
    var seen = support.get("/api/orders/" + order).expect(200).json();
    assertThat(seen.has("pickupCode") || seen.has("deliveryCode")).isFalse();
    support.get("/api/orders/" + order + "/timeline").expect(200);
    assertThat(listed(support, "")).contains(order.toString());
    support.post("/api/orders/" + order + "/acceptance", null).expect(403);
    support.post("/api/orders/" + order + "/cancellation", null).expect(403);
  }

  private static TestHttp staff(UUID userId, UUID restaurant, String role) {
    return running.as(running.infra.tokens().staff(userId, restaurant, role));
  }

  private static UUID unpublish(long version) {
    return running
        .infra
        .events()
        .send(new RestaurantUnpublished(running.restaurant, version, Instant.now()));
  }

  private static long pizzaMinor() {
    return running
        .asCustomer()
        .post("/api/quotes", running.wish(1))
        .expect(201)
        .json()
        .at("/lines/0/unitPrice/amountMinor")
        .asLong();
  }

  private static OrderId placeAs(TestHttp http) {
    var quote = http.post("/api/quotes", running.wish(1)).expect(201).json().get("quote").asText();
    return id(place(http, Map.of("quote", quote)).expect(201).json());
  }

  private static TestResponse place(TestHttp http, Object body) {
    return http.post("/api/orders", body, KEY, UUID.randomUUID().toString());
  }

  private static List<String> listed(TestHttp http, String query) {
    return http.get("/api/orders" + query).expect(200).json().findValuesAsText("orderId");
  }

  private static void refused(TestResponse response, int status, String field) {
    assertThat(response.expect(status).json().at("/errors/0/field").asText()).isEqualTo(field);
  }
}
