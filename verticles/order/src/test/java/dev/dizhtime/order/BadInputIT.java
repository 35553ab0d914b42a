package dev.dizhtime.order;

import static dev.dizhtime.order.RunningOrders.HOME;
import static dev.dizhtime.order.RunningOrders.PIZZA;
import static dev.dizhtime.order.RunningOrders.SOLD_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestTokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is refused, and that nothing comes of it. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class BadInputIT {
  private static final String NOBODYS_ID = UUID.randomUUID().toString();
  private static final String KEY = "Idempotency-Key";
  private static RunningOrders running;

  @BeforeAll
  static void start(Infrastructure infra) {
    running = RunningOrders.start(infra);
  }

  @AfterAll
  static void nothingHasChanged() throws SQLException {
    try (Connection connection = running.infra.connect("order");
        var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM saga_step)"
                    + " + (SELECT count(*) FROM outbox)"
                    + " + (SELECT count(*) FROM idempotency_key)")) {
      rows.next();
      assertThat(rows.getLong(1)).isZero();
    } finally {
      running.close();
    }
  }

  @TestFactory
  List<DynamicTest> badQuoteRequestsAreRefused() {
    return tests(
        running.infra.tokens().customer(running.customer),
        quote("malformed JSON", "{\"restaurantId\": ", 400, null),
        quote("no body", "", 400, null),
        quote("an unknown field", wishWith("price", 1), 400, "price"),
        quote("no restaurant", wishWithout("restaurantId"), 400, "restaurantId"),
        quote("no items", wishWithout("items"), 400, "items"),
        quote("an empty list of items", wishWith("items", List.of()), 400, "items"),
        quote("a restaurant that is a number", wishWith("restaurantId", 7), 400, "restaurantId"),
        quote("an unknown restaurant", wishWith("restaurantId", NOBODYS_ID), 422, "restaurantId"),
        quote("an unknown item", items(NOBODYS_ID, 1), 422, "items[0].itemId"),
        quote("an item that is sold out", items(SOLD_OUT, 1), 422, "items[0].itemId"),
        quote("a quantity of zero", items(PIZZA, 0), 400, "quantity"),
        quote("a negative quantity", items(PIZZA, -1), 400, "quantity"),
        quote("a quantity of a hundred", items(PIZZA, 100), 400, "quantity"),
        quote("half a pizza", items(PIZZA, 0.5), 400, "quantity"),
        quote("a quantity in words", items(PIZZA, "two"), 400, "quantity"),
        quote("a negative tip", wishWith("tip", money(-1, "USD")), 400, "amountMinor"),
        quote(
            "a tip beyond a long",
            wishWith("tip", Map.of("amountMinor", 1e30, "currency", "USD")),
            400,
            "amountMinor"),
        quote(
            "a tip above all measure",
            wishWith("tip", money(Money.MAX_AMOUNT_MINOR, "USD")),
            422,
            "tip"),
        quote("half a cent as tip", wishWith("tip", money(0.5, "USD")), 400, "amountMinor"),
        quote("a tip in words", wishWith("tip", money("one", "USD")), 400, "amountMinor"),
        quote("a tip in euro", wishWith("tip", money(100, "EUR")), 422, "tip.currency"),
        quote("a currency that is none", wishWith("tip", money(100, "usd")), 400, "currency"),
        quote("a place beyond the pole", wishWith("dropoff", place(91, 0)), 400, "lat"),
        quote("a place too far away", wishWith("dropoff", place(0, 0)), 422, "dropoff.location"),
        quote("a body too large", " ".repeat(300_000), 413, null));
  }

  @TestFactory
  List<DynamicTest> badPlacementsAreRefused() {
    return tests(
        running.infra.tokens().customer(running.customer),
        BadRequest.post("no idempotency key", "/api/orders", quoted("x"), 400, "Idempotency-Key"),
        placement("a key too long", quoted("x"), 400, "Idempotency-Key")
            .with("Idempotency-Key", "k".repeat(129)),
        placement("no quote", Map.of(), 400, "quote"),
        placement("an unknown field", Map.of("quote", "x", "total", 1), 400, "total"),
        placement("a quote that is a number", Map.of("quote", 7), 400, "quote"),
        placement("a note too long", noted("n".repeat(201)), 400, "note"),
        placement("a note on two lines", noted("ring\ntwice"), 400, "note"),
        placement("a note that turns the text", noted("ring \u202etwice"), 400, "note"),
        placement("a note that is a number", Map.of("quote", "x", "note", 7), 400, "note"),
        placement("a quote that is none", quoted("x"), 422, "quote"),
        placement("such a quote with a note", noted("n".repeat(200)), 422, "quote"),
        placement("a quote too long", quoted("x".repeat(65_537)), 400, "quote"),
        placement("an access token as quote", quoted(token()), 422, "quote"));
  }

  @TestFactory
  List<DynamicTest> badReadsAreRefused() {
    return tests(
        running.infra.tokens().customer(running.customer),
        BadRequest.get("an unknown order", "/api/orders/" + NOBODYS_ID, 404, null),
        BadRequest.get("an id that is none", "/api/orders/7", 400, "orderId"),
        BadRequest.get("an unknown timeline", path(NOBODYS_ID, "timeline"), 404, null),
        BadRequest.get("a limit of zero", "/api/orders?limit=0", 400, "limit"),
        BadRequest.get("a limit too high", "/api/orders?limit=101", 400, "limit"),
        BadRequest.get("a limit in words", "/api/orders?limit=all", 400, "limit"),
        BadRequest.get("an unknown state", "/api/orders?state=LOST", 400, "state"),
        BadRequest.get("a role that there is not", "/api/orders?as=cook", 400, "as"),
        BadRequest.get("a cursor that is none", "/api/orders?cursor=x", 400, "cursor"));
  }

  @TestFactory
  List<DynamicTest> badActionsAreRefused() {
    return tests(
        running.infra.tokens().restaurant(running.owner),
        BadRequest.post("an unknown order", path(NOBODYS_ID, "acceptance"), null, 404, null),
        BadRequest.post("an id that is none", path("7", "acceptance"), null, 400, "orderId"),
        BadRequest.post("no reason", path(NOBODYS_ID, "rejection"), Map.of(), 400, "reason"),
        BadRequest.post("no words", path(NOBODYS_ID, "rejection"), reason(""), 400, "reason"),
        BadRequest.post(
            "too many words",
            path(NOBODYS_ID, "rejection"),
            reason("x".repeat(301)),
            400,
            "reason"));
  }

  @TestFactory
  List<DynamicTest> badWishesForTheSameAgainAreRefused() {
    String path = path(NOBODYS_ID, "quote");
    return tests(
        running.infra.tokens().customer(running.customer),
        BadRequest.post("of an unknown order", path, Map.of(), 404, null),
        BadRequest.post("a tip below zero", path, tip(-1, "USD"), 400, "amountMinor"),
        BadRequest.post("a tip with a fraction", path, tip(0.5, "USD"), 400, "amountMinor"),
        BadRequest.post("a tip beyond a long", path, tip(1e30, "USD"), 400, "amountMinor"),
        BadRequest.post("a tip in small letters", path, tip(1, "usd"), 400, "currency"),
        BadRequest.post("shells", path, Map.of("payment", "SHELLS"), 400, "payment"));
  }

  @TestFactory
  List<DynamicTest> badCancellationsAreRefused() {
    String path = path(NOBODYS_ID, "cancellation");
    return tests(
        running.infra.tokens().customer(running.customer),
        BadRequest.post("an unknown order", path, Map.of("maxCostMinor", 1), 404, null),
        BadRequest.post("no bound", path, Map.of(), 400, "maxCostMinor"),
        BadRequest.post("below zero", path, Map.of("maxCostMinor", -1), 400, "maxCostMinor"),
        BadRequest.post("half a cent", path, Map.of("maxCostMinor", 0.5), 400, "maxCostMinor"),
        BadRequest.post("beyond a long", path, Map.of("maxCostMinor", 1e30), 400, "maxCostMinor"),
        BadRequest.post("no words", path, Map.of("maxCostMinor", 1, "reason", ""), 400, "reason"));
  }

  @TestFactory
  List<DynamicTest> badRefundsAreRefused() {
    return tests(
        running.infra.tokens().admin(UUID.randomUUID()),
        keyed("refunds", "an unknown order", refund("amountMinor", 1), 404, null),
        keyed("refunds", "nothing", refund("amountMinor", 0), 400, "amountMinor"),
        keyed("refunds", "below zero", refund("amountMinor", -5), 400, "amountMinor"),
        keyed("refunds", "half a cent", refund("amountMinor", 0.5), 400, "amountMinor"),
        keyed("refunds", "in words", refund("amountMinor", "one"), 400, "amountMinor"),
        keyed("refunds", "beyond a long", refund("amountMinor", 1e30), 400, "amountMinor"),
        keyed("refunds", "neither lines nor amount", refund("reason", "cold"), 422, "amountMinor"),
        keyed("refunds", "nobody liable", Map.of("amountMinor", 1, "reason", "?"), 400, "liable"),
        keyed("refunds", "no line", refund("lines", List.of()), 400, "lines"),
        BadRequest.post("no key", path(NOBODYS_ID, "refunds"), refund("amountMinor", 1), 400, KEY));
  }

  @TestFactory
  List<DynamicTest> badOperatorActionsAreRefused() {
    return tests(
        running.infra.tokens().admin(UUID.randomUUID()),
        keyed("operator-actions", "an unknown order", action("RETRY", "why"), 404, null),
        keyed("operator-actions", "an unknown action", action("EXPLODE", "why"), 400, "action"),
        keyed("operator-actions", "no words", action("RETRY", ""), 400, "reason"),
        keyed("operator-actions", "no reason", Map.of("action", "RETRY"), 400, "reason"),
        BadRequest.get("of an unknown order", path(NOBODYS_ID, "operator-actions"), 404, null));
  }

  private static BadRequest keyed(String part, String name, Object body, int status, String field) {
    return BadRequest.post(name, path(NOBODYS_ID, part), body, status, field)
        .with(KEY, UUID.randomUUID().toString());
  }

  private static Map<String, Object> tip(Object amountMinor, String currency) {
    return Map.of("tip", money(amountMinor, currency));
  }

  private static Map<String, Object> refund(String field, Object value) {
    Map<String, Object> body = new HashMap<>(Map.of("liable", "PLATFORM", "reason", "cold"));
    body.put(field, value);
    return body;
  }

  private static Map<String, Object> action(String action, String reason) {
    return Map.of("action", action, "reason", reason);
  }

  @TestFactory
  List<DynamicTest> badTokensAreRefused() {
    TestTokens tokens = running.infra.tokens();
    return tests(
        tokens.customer(running.customer),
        listing("an expired token", tokens.expired(running.customer, "customer"), 401),
        listing("a forged token", tokens.forged(running.customer, "customer"), 401),
        listing("an unsigned token", tokens.unsigned(running.customer, "customer"), 401),
        listing("no token at all", "", 401),
        placement("a restaurant that orders", quoted("x"), 403, null)
            .with("Authorization", "Bearer " + tokens.restaurant(running.owner)),
        BadRequest.post("a customer who accepts", path(NOBODYS_ID, "acceptance"), null, 403, null));
  }

  private static List<DynamicTest> tests(String token, BadRequest... cases) {
    List<DynamicTest> tests = new ArrayList<>();
    for (BadRequest each : cases) {
      tests.add(DynamicTest.dynamicTest(each.name(), () -> running.as(token).refuses(each)));
    }
    return tests;
  }

  private static BadRequest quote(String name, Object body, int status, String field) {
    return BadRequest.post(name, "/api/quotes", body, status, field);
  }

  private static BadRequest placement(String name, Object body, int status, String field) {
    return BadRequest.post(name, "/api/orders", body, status, field)
        .with("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static BadRequest listing(String name, String token, int status) {
    return BadRequest.get(name, "/api/orders", status, null)
        .with("Authorization", "Bearer " + token);
  }

  private static String token() {
    return running.infra.tokens().customer(running.customer);
  }

  private static Map<String, Object> wishWith(String field, Object value) {
    Map<String, Object> wish = new HashMap<>(running.wish(1));
    wish.put(field, value);
    return wish;
  }

  private static Map<String, Object> wishWithout(String field) {
    Map<String, Object> wish = new HashMap<>(running.wish(1));
    wish.remove(field);
    return wish;
  }

  private static Map<String, Object> items(Object itemId, Object quantity) {
    return wishWith("items", List.of(Map.of("itemId", itemId, "quantity", quantity)));
  }

  private static Map<String, Object> money(Object amountMinor, String currency) {
    return Map.of("amountMinor", amountMinor, "currency", currency);
  }

  private static Map<String, Object> place(double lat, double lon) {
    return Map.of("address", HOME.address(), "location", Map.of("lat", lat, "lon", lon));
  }

  private static Map<String, Object> quoted(String quote) {
    return Map.of("quote", quote);
  }

  private static Map<String, Object> noted(String note) {
    return Map.of("quote", "x", "note", note);
  }

  private static Map<String, Object> reason(String reason) {
    return Map.of("reason", reason);
  }

  private static String path(String orderId, String part) {
    return "/api/orders/" + orderId + "/" + part;
  }
}
