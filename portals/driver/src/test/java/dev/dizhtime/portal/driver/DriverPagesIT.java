package dev.dizhtime.portal.driver;

import static dev.dizhtime.portal.driver.Platform.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.service.RunningService;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriverPagesIT {
  private static final String[] HTMX = {"hx-request", "true"};

  private final Platform platform = new Platform();
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    portal = Portals.start("portal-driver", new DriverVerticle(_ -> platform.api, (_, _, _) -> {}));
    browser = new Browser(portal.address());
    browser.logIn("/driver");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void offersWhatTheStateOfTheTaskAllows() {
    platform.task("OFFERED", false);
    assertThat(page())
        .contains("Mario&#39;s", "1 Main St", "USD 4.50")
        .contains(form("acceptance"), form("decline"))
        .doesNotContain(form("abandonment"));
    platform.task("ASSIGNED", false);
    assertThat(page())
        .contains("still preparing", form("abandonment"))
        .doesNotContain(form("pickup"));
    platform.task("ASSIGNED", true);
    assertThat(page()).contains(form("pickup")).doesNotContain("id=\"code\"");
    platform.task("PICKED_UP", true);
    assertThat(page()).contains(form("dropoff"), form("arrival"), form("abandonment"));
  }

  @Test
  void showsWhatTheCustomerAsksAndLivesWithoutIt() {
    platform.task("PICKED_UP", true);
    assertThat(page()).doesNotContain("id=\"note\"").contains(form("dropoff"));
    platform.api.answer("GET /api/orders/" + TASK, Map.of("note", "ring <i>twice"));
    assertThat(page()).contains("The customer asks:", "<q>ring &lt;i&gt;twice</q>");
    platform.task("OFFERED", false);
    assertThat(page()).doesNotContain("id=\"note\"");
  }

  @Test
  void asksForACodeAndShowsTheCashToTake() {
    platform.task("PICKED_UP", true).code("DELIVERY", 5).collect(1_850);
    assertThat(page())
        .contains("Code from the customer", "inputmode=\"numeric\"", "Take in cash", "USD 18.50");
    platform.task("ASSIGNED", true).code("PICKUP", 5);
    assertThat(page()).contains("Code from the restaurant");
    platform.task("ASSIGNED", false).code("PICKUP", 5);
    assertThat(page()).doesNotContain("id=\"code\"");
  }

  @Test
  void saysBesideTheFieldThatACodeIsWrongAndHowManyTriesAreLeft() {
    platform.task("ASSIGNED", true).code("PICKUP", 4).refuses("pickup", 422, "code");
    page();
    HttpResponse<String> answer = browser.post(form("pickup"), Map.of("code", "1111"), HTMX);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("id=\"task\"", "This is not the right code.", "<span id=\"tries-left\">4</span>")
        .doesNotContain("1111");
    assertThat(Json.write(lastBody("POST " + Platform.path("pickup"))))
        .isEqualTo("{\"code\":\"1111\"}");
  }

  @Test
  void saysTheSameOnTheWholePageToABrowserWithoutScripts() {
    platform.task("ASSIGNED", true).code("PICKUP", 4).refuses("pickup", 422, "code");
    page();
    HttpResponse<String> answer = browser.post(form("pickup"), Map.of("code", "1111"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("<html", "This is not the right code.", form("pickup"), "id=\"purse\"");
  }

  @Test
  void namesTheOrderLeadsToAMapAndCountsAnOffersTimeDown() {
    platform.task("OFFERED", false);
    assertThat(page())
        .contains(">000000b1<", "data-until=\"2026-01-01T12:00:00Z\"")
        .contains(
            "href=\"https://www.openstreetmap.org/?mlat=40.7&amp;mlon=-73.9#map=17/40.7/-73.9\"")
        .contains("rel=\"noopener\"")
        .doesNotContain("id=\"support\"");
  }

  @Test
  void namesTheSupportThatTheOperatorHasGivenToWhoeverIsOnTheWay() {
    platform.task("PICKED_UP", true).code("DELIVERY", 0);
    var variables = Map.of("DIZHTIME_SUPPORT_CONTACT", "+1 212 555 0100");
    var verticle = new DriverVerticle(_ -> platform.api, (_, _, _) -> {});
    try (RunningService other = Portals.start("portal-driver", verticle, variables)) {
      var there = new Browser(other.address());
      there.logIn("/driver");
      assertThat(there.get("/driver/task").body())
          .contains("Ask the support:", "<a href=\"tel:+12125550100\">+1 212 555 0100</a>");
    }
  }

  @Test
  void explainsThatAHandoffIsLockedAndTakesNoMoreCodes() {
    platform.task("ASSIGNED", true).code("PICKUP", 0).refuses("pickup", 409, null);
    assertThat(page()).contains("Too many wrong codes").doesNotContain(form("pickup"));
    HttpResponse<String> answer = browser.post(form("pickup"), Map.of("code", "1111"), HTMX);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("id=\"locked\"");
  }

  @Test
  void letsTheDriverLeaveTheDoorOnlyAfterTheWaitThatTheServerTells() {
    platform.task("PICKED_UP", true).atTheDoor(Instant.now().plusSeconds(125));
    assertThat(page())
        .contains("You may leave in")
        .containsPattern("id=\"door-wait\"[^>]*>[12]:[0-5]\\d<")
        .doesNotContain(form("unreachable"), form("arrival"));
    assertThat(browser.get("/driver/task/door", HTMX).body())
        .contains("hx-trigger=\"every 5s\"")
        .doesNotContain("id=\"task\"");
    platform.atTheDoor(Instant.now().minusSeconds(1));
    assertThat(browser.get("/driver/task/door", HTMX).body())
        .contains(form("unreachable"))
        .doesNotContain("hx-trigger");
    platform.none();
    assertThat(browser.get("/driver/task/door", HTMX).statusCode()).isEqualTo(200);
  }

  @Test
  void saysThatThereIsNoTask() {
    assertThat(page()).contains("No task at present");
  }

  @Test
  void sendsEachButtonToThePlatform() {
    platform.task("OFFERED", false);
    page();
    for (List<String> steps : List.of(TaskPages.STEPS, TaskPages.HANDOFFS)) {
      for (String step : steps) {
        String path = "POST " + Platform.path(step);
        platform.api.answer(path, Map.of());
        assertThat(browser.post(form(step), Map.of(), HTMX).body()).contains("id=\"task\"");
        assertThat(platform.api.seen(path)).hasSize(1);
      }
    }
  }

  @Test
  void givesATaskBackWithAReasonOfOurs() {
    platform.task("ASSIGNED", false);
    page();
    String path = "POST " + Platform.path("abandonment");
    platform.api.answer(path, Map.of());
    for (String reason : List.of("ACCIDENT", "<b>", "")) {
      HttpResponse<String> answer =
          browser.post(form("abandonment"), Map.of("reason", reason), HTMX);
      assertThat(answer.headers().firstValue("hx-redirect")).contains("/driver/task?shift=left");
    }
    assertThat(platform.api.seen(path))
        .extracting(each -> Json.write(each.request().body()))
        .containsExactly(
            "{\"reason\":\"ACCIDENT\"}", "{\"reason\":\"OTHER\"}", "{\"reason\":\"OTHER\"}");
    assertThat(browser.get("/driver/task?shift=left").body()).contains("given the task back");
  }

  @Test
  void goesOnlineWithAPositionAndOfflineWithTheLastOne() {
    assertThat(page()).contains("Go online").doesNotContain("data-track", "Go offline");
    platform.api.answer("PUT /api/deliveries/shift", Map.of());
    var form = Map.of("lat", "40.7", "lon", "-73.9", "online", "true");
    var answer = browser.post("/driver/shift", form);
    assertThat(answer.headers().firstValue("location")).contains("/driver/task?shift=online");
    assertThat(Json.write(lastBody("PUT /api/deliveries/shift")))
        .isEqualTo("{\"online\":true,\"location\":{\"lat\":40.7,\"lon\":-73.9}}");
    platform.shift(true);
    assertThat(browser.get("/driver/task?shift=online").body())
        .contains("You are online.", "Go offline", "data-track", "value=\"40.75\"")
        .doesNotContain("Go online");
  }

  @Test
  void takesACommaAndKeepsWhatWasTypedWhenItIsNoPosition() {
    page();
    platform.api.answer("PUT /api/deliveries/shift", Map.of());
    browser.post("/driver/shift", Map.of("lat", "40,75", "lon", "-73,5", "online", "true"));
    assertThat(Json.write(lastBody("PUT /api/deliveries/shift"))).contains("40.75", "-73.5");
    var form = Map.of("lat", "95,1", "lon", "-73,5", "online", "true");
    var wrong = browser.post("/driver/shift", form, "accept-language", "de");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("Das ist keine Position.", "value=\"95,1\"", "Online gehen");
  }

  @Test
  void handsThePositionOnWhileTheDriverIsOnline() {
    platform.shift(true);
    page();
    platform.api.answer("PUT /api/deliveries/position", Map.of());
    var answer = browser.post("/driver/position", Map.of("lat", "40.7", "lon", "-73.9"), HTMX);
    assertThat(answer.body()).contains("id=\"track-status\"", "Shared at");
    assertThat(Json.write(lastBody("PUT /api/deliveries/position")))
        .isEqualTo("{\"location\":{\"lat\":40.7,\"lon\":-73.9}}");
  }

  @Test
  void refusesAPositionThatIsNone() {
    page();
    for (String lat : List.of("", "north", "91", "NaN")) {
      var form = Map.of("lat", lat, "lon", "0", "online", "true");
      assertThat(browser.post("/driver/shift", form).statusCode()).as(lat).isEqualTo(422);
      assertThat(browser.post("/driver/position", form).statusCode()).as(lat).isEqualTo(422);
    }
    assertThat(platform.api.seen("PUT /api/deliveries/shift")).isEmpty();
    assertThat(platform.api.seen("PUT /api/deliveries/position")).isEmpty();
  }

  @Test
  void showsTheDriversMoneyAndLivesWithoutIt() {
    assertThat(page())
        .contains("USD 42.50", "USD 6.00", "Cash to bring in", "USD 31.75")
        .doesNotContain("999.99");
    platform.api.answer("GET /api/wallet", ApiProblem.unreachable(null));
    assertThat(page()).contains("No task at present", "Can&#39;t be shown");
  }

  private String page() {
    return browser.get("/driver/task").body();
  }

  private Object lastBody(String methodAndPath) {
    return platform.api.seen(methodAndPath).getLast().request().body();
  }

  private static String form(String step) {
    return "/driver/tasks/" + TASK + "/" + step;
  }
}
