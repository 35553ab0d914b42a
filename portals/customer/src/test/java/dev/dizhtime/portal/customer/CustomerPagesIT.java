package dev.dizhtime.portal.customer;

import static dev.dizhtime.portal.customer.Samples.ORDER;
import static dev.dizhtime.portal.customer.Samples.PIZZA;
import static dev.dizhtime.portal.customer.Samples.PIZZERIA;
import static dev.dizhtime.portal.customer.Samples.lines;
import static dev.dizhtime.portal.customer.Samples.money;
import static dev.dizhtime.portal.customer.Samples.order;
import static dev.dizhtime.portal.customer.Samples.quote;
import static dev.dizhtime.portal.customer.Samples.restaurant;
import static dev.dizhtime.portal.customer.Samples.result;
import static dev.dizhtime.portal.customer.Samples.timeline;
import static dev.dizhtime.portal.customer.Samples.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.http.Problem.FieldError;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.service.RunningService;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerPagesIT {

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
    assertThat(html).contains("Pizze", "Margherita", "USD 12.50", "name=\"item-" + PIZZA + "-1\"");
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
  void takesANoteForTheKitchenAndTheDriver() {
    browser.logIn("");
    browser.get("/restaurants/" + PIZZERIA);
    Map<String, String> chosen = choice("2");
    chosen.put("note", "ring \"twice\"");
    assertThat(browser.post(quotePath(), chosen).body())
        .as("what was typed before a quote was refused stands in its field, once")
        .containsOnlyOnce("name=\"note\"")
        .contains("maxlength=\"200\"", "value=\"ring &quot;twice&quot;\"");
    browser.post("/orders", Map.of("quote", "signed-quote", "note", "no <i>onions"));
    assertThat(api.seen("POST /api/orders").getLast().request().body())
        .isEqualTo(Map.of("quote", "signed-quote", "note", "no <i>onions"));

    assertThat(browser.get("/orders/" + ORDER).body()).doesNotContain("id=\"note\"");
    Map<String, Object> noted = new HashMap<>(order("PLACED"));
    noted.put("note", "no <i>onions");
    api.answer("GET /api/orders/" + ORDER, noted);
    assertThat(browser.get("/orders/" + ORDER).body())
        .contains("Your note:", "<q>no &lt;i&gt;onions</q>");
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
    assertThat(browser.get("/orders/" + ORDER).body())
        .contains("hx-get=\"/orders/" + ORDER)
        .contains(">000000d3<", "openstreetmap.org/?mlat=40.7&amp;mlon=-73.9#map");
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
    api.answer(
        "POST /api/wallet/top-ups",
        Map.of("topUpId", ORDER, "status", "PENDING", "amount", money(900)));
    var done = browser.post("/wallet", Map.of("amount", "9", "currency", "USD"));
    assertThat(done.headers().firstValue("location")).contains("/wallet/top-ups/" + ORDER);
  }

  @Test
  void asksAFewTimesHowAPaymentStandsAndThenLeavesItToTheReader() {
    browser.logIn("");
    String path = "/wallet/top-ups/" + ORDER;
    api.answer(
        "GET /api" + path, Map.of("topUpId", ORDER, "status", "PENDING", "amount", money(900)));
    assertThat(browser.get(path).body()).contains("hx-get=\"" + path + "?look=1\"");
    assertThat(browser.get(path + "?look=40").body()).doesNotContain("look=41");
    api.answer(
        "GET /api" + path,
        Map.of(
            "topUpId",
            ORDER,
            "status",
            "DECLINED",
            "reason",
            "expired_card",
            "amount",
            money(900)));
    assertThat(browser.get(path + "?look=2").body())
        .contains("Declined", "The card has expired.")
        .doesNotContain("hx-get=\"" + path);
  }

  @Test
  void sendsOptionsAndWishesAndShowsRefusalsWhereTheyBelong() {
    browser.logIn("");
    String html = browser.get("/restaurants/" + PIZZERIA).body();
    assertThat(html)
        .contains("Size", "+ USD 3.00", "type=\"radio\"", "type=\"checkbox\"", "(up to 2)")
        .contains("Not available at present", "Only 3 left");
    Map<String, String> form = choice("1");
    form.put("option-" + PIZZA + "-1-size", "large");
    form.put("option-" + PIZZA + "-1-extras", "olives");
    form.put("scheduledFor", "2026-11-24T18:30");
    form.put("promotionCode", "LUNCH");
    form.put("payment", "CASH");
    String quoted = browser.post(quotePath(), form).body();
    assertThat(Json.write(api.seen("POST /api/quotes").getLast().request().body()))
        .contains("\"options\":[\"large\",\"olives\"]", "\"promotionCode\":\"LUNCH\"")
        .contains("\"scheduledFor\":\"2026-11-24T23:30:00Z\"", "\"payment\":\"CASH\"");
    assertThat(quoted)
        .contains("Tue 24 Nov 18:30 (New York)", "In cash, to the driver")
        .contains("Small order", "USD 1.00", "- USD 2.00", "name=\"promotionCode\"");
    assertThat(browser.post("/restaurants/" + PIZZERIA + "/choice", form).body())
        .contains("value=\"LUNCH\"", "value=\"2026-11-24T18:30\"");
    api.answer(
        "POST /api/quotes",
        new ApiProblem(
            "No",
            422,
            "two faults",
            null,
            List.of(
                new FieldError("items[0].options", "choose one of Size"),
                new FieldError("promotionCode", "is not known"))));
    var refused = browser.post(quotePath(), form);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("id=\"error-" + PIZZA + "-1\"", "choose one of Size")
        .contains("id=\"promotionCode-error\"", "is not known")
        .doesNotContain("two faults");
  }

  @Test
  void saysWhenAClosedRestaurantOpens() {
    Map<String, Object> closed = new HashMap<>(restaurant());
    // Whatever today is, it is not open now.
    String day = LocalDate.now(ZoneId.of("America/New_York")).plusDays(2).getDayOfWeek().name();
    closed.put("openingHours", List.of(Map.of("day", day, "opens", "17:00", "closes", "17:01")));
    api.answer("GET /api/restaurants/" + PIZZERIA, closed);
    assertThat(browser.get("/restaurants/" + PIZZERIA).body())
        .contains("Opening hours (America/New_York)", "17:00–17:01")
        .containsIgnoringCase(day)
        .contains("Closed now, opens at", "17:00 (New York)");
  }

  @Test
  void tellsTheCostOfCallingOffAndShowsTheNewOneWhenItHasRisen() {
    browser.logIn("");
    Map<String, Object> accepted = new HashMap<>(order("ACCEPTED"));
    accepted.put("cancellationCost", money(350));
    accepted.put("deliveryCode", "4711");
    api.answer("GET /api/orders/" + ORDER, accepted);
    assertThat(browser.get("/orders/" + ORDER).body())
        .contains("Cancel this order, for USD 3.50", "Your delivery code", "4711")
        .contains("name=\"maxCostMinor\" value=\"350\"");
    String path = "/orders/" + ORDER + "/cancellation";
    api.answer(
        "POST /api" + path,
        new ApiProblem("Not possible", 409, "It costs 20.00 USD now", null, List.of()));
    accepted.put("cancellationCost", money(2_000));
    var risen = browser.post(path, Map.of("maxCostMinor", "350", "reason", "too late"));
    assertThat(risen.statusCode()).isEqualTo(409);
    assertThat(risen.body())
        .contains("was not cancelled", "It costs 20.00 USD now", "value=\"2000\"");
    assertThat(api.seen("POST /api" + path).getFirst().request().body())
        .isEqualTo(Map.of("maxCostMinor", 350L, "reason", "too late"));
    api.answer("POST /api" + path, Map.of());
    assertThat(browser.post(path, Map.of("maxCostMinor", "2000")).statusCode()).isEqualTo(303);
  }

  @Test
  void saysHowAnOrderEndedAndWhatWentBack() {
    browser.logIn("");
    Map<String, Object> cancelled = new HashMap<>(order("CANCELLED"));
    cancelled.put(
        "cancellation", Map.of("by", "PLATFORM", "reason", "NO_DRIVER", "cost", money(0)));
    cancelled.put(
        "refunds",
        List.of(
            Map.of(
                "refundId",
                ORDER,
                "amount",
                money(500),
                "reason",
                "It was cold",
                "state",
                "DONE",
                "at",
                "2026-01-01T12:00:00Z")));
    api.answer("GET /api/orders/" + ORDER, cancelled);
    assertThat(browser.get("/orders/" + ORDER).body())
        .contains("We had to cancel this order.", "No driver was free", "You pay nothing.")
        .contains("Money back", "USD 5.00", "It was cold", "In your wallet")
        .doesNotContain("NO_DRIVER");
    api.answer("GET /api/orders/" + ORDER, order("UNDELIVERED"));
    assertThat(browser.get("/orders/" + ORDER).body()).contains("could not reach you");
  }

  @Test
  void ordersAgainAndOffersToLeaveOutWhatIsMissing() {
    browser.logIn("");
    browser.get("/orders/" + ORDER);
    Map<String, Object> two = new HashMap<>(order("SETTLED"));
    two.put("lines", List.of(lines().getFirst(), lines().getFirst()));
    api.answer("GET /api/orders/" + ORDER, two);
    String path = "/orders/" + ORDER + "/quote";
    api.answer(
        "POST /api" + path,
        new ApiProblem(
            "No", 422, "not all", null, List.of(new FieldError("items[1]", "is sold out"))));
    var missing = browser.post(path, Map.of());
    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(missing.body()).contains("Margherita", "is sold out", "Go on without it");
    api.answer("POST /api" + path, quote());
    assertThat(browser.post(path, Map.of("leaveOut", "true")).body()).contains("signed-quote");
    assertThat(api.seen("POST /api" + path).getLast().request().body())
        .isEqualTo(Map.of("leaveOutUnavailable", true));
  }

  @Test
  void showsWhatHappenedToTheWalletPageByPageAndAsAFile() {
    browser.logIn("");
    String path = "/api/wallet/accounts/" + ORDER + "/statement";
    Map<String, Object> paid =
        Map.of("purpose", "CAPTURE", "debitMinor", 2_345, "creditMinor", 0, "orderId", ORDER);
    Map<String, Object> unheardOf = Map.of("purpose", "NEW", "debitMinor", 0, "creditMinor", 5);
    api.answer(
            "GET " + path,
            Map.of(
                "currency",
                "USD",
                "openingMinor",
                6_000,
                "closingMinor",
                3_660,
                "items",
                List.of(at(paid), at(unheardOf)),
                "nextCursor",
                "the=next"))
        .answer("GET " + path + ".csv", "at,transfer\r\n");

    String html = browser.get("/wallet/statement?from=2026-03-01&to=2026-03-08").body();

    assertThat(html)
        .contains("USD 60.00", "USD 36.60", "-USD 23.45", "USD 0.05", "/orders/" + ORDER)
        .contains("from=2026-03-01&amp;to=2026-03-08&amp;cursor=the%3Dnext");
    // Days are whole, the last one too.
    assertThat(api.seen("GET " + path).getLast().request().query())
        .containsEntry("from", "2026-03-01T00:00:00Z")
        .containsEntry("to", "2026-03-09T00:00:00Z");
    var csv = browser.get("/wallet/statement.csv?from=2026-03-01&to=2026-03-08");
    assertThat(csv.body()).isEqualTo("at,transfer\r\n");
    assertThat(csv.headers().firstValue("content-disposition").orElseThrow())
        .contains("attachment", "statement-2026-03-01-2026-03-08.csv");

    api.answer("GET " + path, new ApiProblem("No", 422, "to: must be after from", null, List.of()));
    var wrong = browser.get("/wallet/statement?from=2026-03-09&to=2026-03-01");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("must be after from");
    api.answer("GET /api/wallet", Map.of("accounts", List.of()));
    assertThat(browser.get("/wallet/statement?from=yesterday").body())
        .contains("No money has come or gone");
    assertThat(browser.get("/wallet/statement.csv").statusCode()).isEqualTo(404);
  }

  private static Map<String, Object> at(Map<String, Object> line) {
    Map<String, Object> dated = new HashMap<>(line);
    dated.put("at", "2026-03-02T10:00:00Z");
    return dated;
  }

  private static String quotePath() {
    return "/restaurants/" + PIZZERIA + "/quote";
  }

  private static Map<String, String> choice(String quantity) {
    Map<String, String> form = new HashMap<>();
    form.put("item-" + PIZZA + "-1", quantity);
    form.put("item-unknown", "5");
    form.put("address", "2 Side St");
    form.put("lat", "40.71");
    form.put("lon", "-73.91");
    form.put("tip", "1.50");
    return form;
  }
}
