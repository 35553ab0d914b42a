package dev.dizhtime.portal.restaurant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestaurantPagesIT {
  static final String NEW = "00000000-0000-7000-8000-0000000000a1";
  static final String COOKING = "00000000-0000-7000-8000-0000000000a2";

  static final String HERE = "00000000-0000-7000-8000-0000000000b1";
  private static final String THERE = "00000000-0000-7000-8000-0000000000b2";

  private final CannedApi api = new CannedApi("restaurant");
  private final AtomicReference<Consumer<Message>> topic = new AtomicReference<>();
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    api.answer(
        "GET /api/orders",
        Map.of("items", List.of(order(NEW, "FUNDS_RESERVED"), order(COOKING, "PREPARING"))));
    portal =
        Portals.start(
            "portal-restaurant",
            new RestaurantVerticle(_ -> api, (_, _, listener) -> topic.set(listener)));
    browser = new Browser(portal.address());
    browser.logIn("/restaurant");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void showsEachOrderWithTheButtonsThatItsStateAllows() {
    String html = browser.get("/restaurant/orders").body();
    assertThat(html)
        .contains("Incoming", "In the kitchen", "Margherita", "USD 25.00", "Mario&#39;s &lt;b&gt;")
        .contains("/restaurant/orders/" + NEW + "/acceptance")
        .containsOnlyOnce("Answer by")
        .contains("data-until=\"2026-01-01T12:10:00Z\"")
        .contains("/restaurant/orders/" + NEW + "/rejection")
        .contains("/restaurant/orders/" + COOKING + "/readiness")
        .contains("/restaurant/orders/" + COOKING + "/rejection", ">Cancel<", "name=\"soldOut\"");
  }

  @Test
  void givesHtmxTheListAlone() {
    String html = browser.get("/restaurant/orders", "hx-request", "true").body();
    assertThat(html.strip()).startsWith("<div id=\"orders\"").doesNotContain("<html");
  }

  @Test
  void sendsEachButtonToThePlatform() {
    browser.get("/restaurant/orders");
    for (String step : List.of("acceptance", "preparation", "readiness")) {
      api.answer("POST /api/orders/" + NEW + "/" + step, Map.of());
      var answer = browser.post("/restaurant/orders/" + NEW + "/" + step, Map.of());
      assertThat(answer.statusCode()).as(step).isEqualTo(303);
      assertThat(api.seen("POST /api/orders/" + NEW + "/" + step)).hasSize(1);
    }
    api.answer("POST /api/orders/" + NEW + "/rejection", Map.of());
    String[] htmx = {"hx-request", "true"};
    var answer =
        browser.post("/restaurant/orders/" + NEW + "/rejection", Map.of("reason", "closing"), htmx);
    assertThat(answer.body()).contains("id=\"orders\"");
    assertThat(api.seen("POST /api/orders/" + NEW + "/rejection").getFirst().request().body())
        .isEqualTo(Map.of("reason", "closing"));
  }

  @Test
  void saysWhyAStepIsNoLongerPossible() {
    browser.get("/restaurant/orders");
    api.answer(
        "POST /api/orders/" + NEW + "/acceptance",
        new ApiProblem("Not possible at present", 409, "It is REJECTED", null, List.of()));
    var answer =
        browser.post("/restaurant/orders/" + NEW + "/acceptance", Map.of(), "hx-request", "true");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("hx-retarget")).contains("#alerts");
    assertThat(answer.body()).contains("It is REJECTED");
  }

  @Test
  void refusesAnIdThatIsNone() {
    browser.get("/restaurant/orders");
    assertThat(browser.post("/restaurant/orders/x/acceptance", Map.of()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void tellsTheOwnerOfAnOrderToLookAgain() throws Exception {
    HttpResponse<InputStream> stream =
        HttpClient.newHttpClient()
            .send(
                browser.request("/restaurant/orders/stream").build(), BodyHandlers.ofInputStream());
    try (var lines = new BufferedReader(new InputStreamReader(stream.body()))) {
      assertThat(lines.lines().filter("event: change"::equals).findFirst()).isPresent();
      topic.get().accept(accepted(CannedApi.USER_ID, HERE));
      assertThat(lines.lines().filter("event: change"::equals).findFirst()).isPresent();
    }
  }

  @Test
  void tellsWhoeverWorksAtTheRestaurantOfAnOrderToLookAgainAndNobodyElse() throws Exception {
    try (var cooks = streamOfStaff(HERE, "kitchen");
        var managers = streamOfStaff(HERE, "manager");
        var elsewhere = streamOfStaff(THERE, "owner")) {
      topic.get().accept(accepted(UUID.randomUUID().toString(), HERE));
      nextChange(cooks);
      nextChange(managers);
      assertThat(elsewhere.ready()).isFalse();
      topic.get().accept(accepted(UUID.randomUUID().toString(), THERE));
      nextChange(elsewhere);
    }
  }

  /** What somebody hears who works there, after its first event. */
  private BufferedReader streamOfStaff(String restaurant, String role) throws Exception {
    api.staff(Map.of(restaurant, role));
    var staff = new Browser(portal.address());
    staff.logIn("/restaurant");
    var request = staff.request("/restaurant/orders/stream").build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    var lines = new BufferedReader(new InputStreamReader(answer.body()));
    nextChange(lines);
    return lines;
  }

  /** Reads up to the end of the next event. */
  private static void nextChange(BufferedReader lines) throws IOException {
    boolean seen = false;
    for (String line = lines.readLine(); !seen || !line.isEmpty(); line = lines.readLine()) {
      assertThat(line).as("the stream goes on").isNotNull();
      seen |= line.equals("event: change");
    }
  }

  static OrderAccepted accepted(String owner, String restaurant) {
    return new OrderAccepted(
        OrderId.of(NEW),
        new UserId(new UUID(0, 3)),
        RestaurantId.of(restaurant),
        UserId.of(owner),
        Instant.EPOCH);
  }

  static Map<String, Object> order(String id, String state) {
    Map<String, Object> price = Map.of("amountMinor", 1250, "currency", "USD");
    return Map.of(
        "orderId",
        id,
        "state",
        state,
        "restaurantName",
        "Mario's <b>",
        "lines",
        List.of(Map.of("itemId", NEW, "name", "Margherita", "unitPrice", price, "quantity", 2)),
        "total",
        Map.of("amountMinor", 2500, "currency", "USD"),
        "placedAt",
        "2026-01-01T12:00:00Z",
        "answerBy",
        "2026-01-01T12:10:00Z",
        "somethingNew",
        true);
  }
}
