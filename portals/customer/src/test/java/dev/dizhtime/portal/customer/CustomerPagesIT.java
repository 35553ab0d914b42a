package dev.dizhtime.portal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.service.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerPagesIT {
  private static final String PIZZERIA = "00000000-0000-7000-8000-0000000000d1";
  private static final String PIZZA = "00000000-0000-7000-8000-0000000000d2";
  private static final String ORDER = "00000000-0000-7000-8000-0000000000d3";
  private static final Map<String, Object> PLACE =
      Map.of("address", "1 Main St", "location", Map.of("lat", 40.7, "lon", -73.9));

  private final CannedApi api = new CannedApi("customer");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    api.answer("GET /api/search/restaurants", Map.of("items", List.of(result()), "total", 1))
        .answer("GET /api/restaurants/" + PIZZERIA, restaurant())
        .answer("POST /api/quotes", quote())
        .answer("POST /api/orders", order("PLACED"))
        .answer("GET /api/orders", Map.of("items", List.of(order("PLACED"))))
        .answer("GET /api/orders/" + ORDER, order("PLACED"))
        .answer("GET /api/orders/" + ORDER + "/timeline", timeline())
        .answer("GET /api/wallet", wallet());
    portal = Portals.start("portal-customer", new CustomerVerticle(_ -> api));
    browser = new Browser(portal.address());
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void findsRestaurantsWithDistanceAndGrade() {
    String html = browser.get("/search?text=pizza&place=astoria&radius=2000").body();
    assertThat(html)
        .contains("Mario&#39;s &lt;i&gt;", "1.2 km", "Hygiene grade A", "1 restaurant")
        .contains("/restaurants/" + PIZZERIA, "value=\"pizza\"");
    assertThat(api.seen("GET /api/search/restaurants").getLast().request().query())
        .containsEntry("text", "pizza")
        .containsEntry("lat", "40.7644")
        .containsEntry("radiusMeters", "2000");
  }

  @Test
  void givesHtmxTheResultsAloneButTheWholePageWhenOneComesBack() {
    String[] htmx = {"hx-request", "true"};
    assertThat(browser.get("/search?text=a", htmx).body().strip())
        .startsWith("<div id=\"results\"");
    String[] back = {"hx-request", "true", "hx-history-restore-request", "true"};
    assertThat(browser.get("/search?text=a", back).body()).contains("<html");
  }

  @Test
  void ignoresCoordinatesThatAreNone() {
    for (String query : List.of("lat=x&lon=1", "lat=91&lon=1", "lat=NaN&lon=1", "lat=1")) {
      assertThat(browser.get("/search?" + query).statusCode()).as(query).isEqualTo(200);
      assertThat(api.seen("GET /api/search/restaurants").getLast().request().query())
          .as(query)
          .doesNotContainKey("lat");
    }
  }

  @Test
  void showsTheMenuByCategory() {
    String html = browser.get("/restaurants/" + PIZZERIA).body();
    assertThat(html).contains("Pizze", "Margherita", "USD 12.50", "name=\"item-" + PIZZA + "\"");
    assertThat(browser.get("/restaurants/none").statusCode()).isEqualTo(404);
  }

  @Test
  void ordersFromAQuoteThatTheBrowserOnlyCarries() {
    browser.logIn("");
    browser.get("/restaurants/" + PIZZERIA);
    String html = browser.post(quotePath(), choice("2")).body();
    assertThat(html).contains("signed-quote", "USD 29.99", "name=\"idempotencyKey\"");
    assertThat(Json.write(api.seen("POST /api/quotes").getLast().request().body()))
        .contains("\"quantity\":2", "\"amountMinor\":150", "2 Side St");
    var placed =
        browser.post("/orders", Map.of("quote", "signed-quote", "idempotencyKey", "key-1"));
    assertThat(placed.headers().firstValue("location")).contains("/orders/" + ORDER);
    var request = api.seen("POST /api/orders").getLast().request();
    assertThat(request.headers()).containsEntry("Idempotency-Key", "key-1");
    assertThat(request.body()).isEqualTo(Map.of("quote", "signed-quote"));
  }

  @Test
  void keepsTheChoiceWhenSomethingIsMissing() {
    browser.logIn("");
    browser.get("/restaurants/" + PIZZERIA);
    var nothing = browser.post(quotePath(), choice("0"));
    assertThat(nothing.statusCode()).isEqualTo(422);
    assertThat(nothing.body()).contains("Choose something", "2 Side St");
    Map<String, String> nowhere = choice("3");
    nowhere.put("lat", "far");
    var answer = browser.post(quotePath(), nowhere);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("where it shall be delivered", "value=\"3\"");
    assertThat(api.seen("POST /api/quotes")).isEmpty();
  }

  @Test
  void followsAnOrderUntilItIsOver() {
    browser.logIn("");
    assertThat(browser.get("/orders").body()).contains("Mario&#39;s", "/orders/" + ORDER);
    assertThat(browser.get("/orders/" + ORDER).body()).contains("hx-get=\"/orders/" + ORDER);
    api.answer("GET /api/orders/" + ORDER, order("SETTLED"));
    assertThat(browser.get("/orders/" + ORDER).body())
        .contains("Settled", "12:00:00 UTC")
        .doesNotContain("12:00:01 UTC")
        .doesNotContain("hx-get=\"/orders/");
  }

  @Test
  void topsUpAndSaysWhatIsWrongWithAnAmount() {
    browser.logIn("");
    assertThat(browser.get("/wallet").body()).contains("USD 50.00");
    var wrong = browser.post("/wallet", Map.of("amount", "much", "currency", "USD"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("amount-error");
    api.answer(
        "POST /api/wallet/top-ups",
        new ApiProblem("No", 422, "amount: is too large", null, List.of()));
    assertThat(browser.post("/wallet", Map.of("amount", "9", "currency", "USD")).body())
        .contains("is too large");
    api.answer("POST /api/wallet/top-ups", Map.of());
    var done = browser.post("/wallet", Map.of("amount", "9", "currency", "USD"));
    assertThat(done.headers().firstValue("location")).contains("/wallet?done=1");
  }

  private static String quotePath() {
    return "/restaurants/" + PIZZERIA + "/quote";
  }

  private static Map<String, String> choice(String quantity) {
    Map<String, String> form = new HashMap<>();
    form.put("item-" + PIZZA, quantity);
    form.put("item-unknown", "5");
    form.put("address", "2 Side St");
    form.put("lat", "40.71");
    form.put("lon", "-73.91");
    form.put("tip", "1.50");
    return form;
  }

  private static Map<String, Object> money(long minor) {
    return Map.of("amountMinor", minor, "currency", "USD");
  }

  private static Map<String, Object> result() {
    return Map.of(
        "restaurantId",
        PIZZERIA,
        "name",
        "Mario's <i>",
        "cuisine",
        "Pizza",
        "place",
        PLACE,
        "hygieneGrade",
        "A",
        "open",
        true,
        "distanceMeters",
        1_234.5,
        "score",
        1.0,
        "matchedItems",
        List.of("Margherita"));
  }

  private static Map<String, Object> restaurant() {
    return Map.of(
        "restaurantId",
        PIZZERIA,
        "name",
        "Mario's",
        "cuisine",
        "Pizza",
        "place",
        PLACE,
        "currency",
        "USD",
        "open",
        true,
        "menu",
        List.of(
            Map.of(
                "itemId",
                PIZZA,
                "name",
                "Margherita",
                "description",
                "Tomato & basil",
                "category",
                "Pizze",
                "price",
                money(1_250),
                "available",
                true)));
  }

  private static List<Map<String, Object>> lines() {
    return List.of(
        Map.of("itemId", PIZZA, "name", "Margherita", "unitPrice", money(1_250), "quantity", 2));
  }

  private static Map<String, Object> quote() {
    return Map.of(
        "quoteId",
        ORDER,
        "quote",
        "signed-quote",
        "lines",
        lines(),
        "charges",
        Map.of(
            "items", money(2_500),
            "delivery", money(199),
            "tax", money(150),
            "tip", money(150),
            "total", money(2_999)),
        "expiresAt",
        "2026-01-01T12:15:00Z");
  }

  private static Map<String, Object> order(String state) {
    return Map.of(
        "orderId",
        ORDER,
        "state",
        state,
        "restaurantId",
        PIZZERIA,
        "restaurantName",
        "Mario's",
        "lines",
        lines(),
        "total",
        money(2_999),
        "dropoff",
        PLACE,
        "placedAt",
        "2026-01-01T12:00:00Z");
  }

  private static Map<String, Object> timeline() {
    return Map.of(
        "steps",
        List.of(
            Map.of("name", "placed", "state", "PLACED", "at", "2026-01-01T12:00:00Z"),
            Map.of("name", "reserve funds", "state", "PLACED", "at", "2026-01-01T12:00:01Z")));
  }

  private static Map<String, Object> wallet() {
    return Map.of(
        "accounts",
        List.of(
            Map.of(
                "accountId",
                ORDER,
                "kind",
                "CUSTOMER",
                "currency",
                "USD",
                "postedMinor",
                6_000,
                "pendingMinor",
                1_000,
                "availableMinor",
                5_000)));
  }
}
