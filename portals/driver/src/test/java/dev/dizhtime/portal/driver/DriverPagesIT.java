package dev.dizhtime.portal.driver;

import static org.assertj.core.api.Assertions.assertThat;

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

class DriverPagesIT {
  private static final String TASK = "00000000-0000-7000-8000-0000000000b1";

  private final CannedApi api = new CannedApi("driver");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    portal = Portals.start("portal-driver", new DriverVerticle(_ -> api, (_, _, _) -> {}));
    browser = new Browser(portal.address());
    browser.logIn("/driver");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void offersWhatTheStateOfTheTaskAllows() {
    task("OFFERED", false);
    assertThat(browser.get("/driver/task").body())
        .contains("Mario&#39;s", "1 Main St", "USD 4.50")
        .contains("/driver/tasks/" + TASK + "/acceptance", "/driver/tasks/" + TASK + "/decline");
    task("ASSIGNED", false);
    assertThat(browser.get("/driver/task").body())
        .contains("still preparing")
        .doesNotContain("/driver/tasks/" + TASK);
    task("ASSIGNED", true);
    assertThat(browser.get("/driver/task").body()).contains("/driver/tasks/" + TASK + "/pickup");
    task("PICKED_UP", true);
    assertThat(browser.get("/driver/task").body()).contains("/driver/tasks/" + TASK + "/dropoff");
  }

  @Test
  void saysThatThereIsNoTask() {
    Map<String, Object> none = new HashMap<>();
    none.put("task", null);
    api.answer("GET /api/deliveries/task", none);
    assertThat(browser.get("/driver/task").body()).contains("No task at present");
  }

  @Test
  void sendsEachButtonToThePlatform() {
    task("OFFERED", false);
    browser.get("/driver/task");
    for (String step : TaskPages.STEPS) {
      String path = "POST /api/deliveries/tasks/" + TASK + "/" + step;
      api.answer(path, Map.of());
      String[] htmx = {"hx-request", "true"};
      String html = browser.post("/driver/tasks/" + TASK + "/" + step, Map.of(), htmx).body();
      assertThat(html).contains("id=\"task\"");
      assertThat(api.seen(path)).hasSize(1);
    }
  }

  @Test
  void goesOnlineWithAPosition() {
    task("OFFERED", false);
    browser.get("/driver/task");
    api.answer("PUT /api/deliveries/shift", Map.of());
    var form = Map.of("lat", "40.7", "lon", "-73.9", "online", "true");
    var answer = browser.post("/driver/shift", form);
    assertThat(answer.headers().firstValue("location")).contains("/driver/task?shift=online");
    assertThat(Json.write(api.seen("PUT /api/deliveries/shift").getFirst().request().body()))
        .isEqualTo("{\"online\":true,\"location\":{\"lat\":40.7,\"lon\":-73.9}}");
    assertThat(browser.get("/driver/task?shift=online").body()).contains("You are online");
  }

  @Test
  void refusesAPositionThatIsNone() {
    task("OFFERED", false);
    browser.get("/driver/task");
    for (String lat : List.of("", "north", "91", "NaN")) {
      var form = Map.of("lat", lat, "lon", "0", "online", "true");
      assertThat(browser.post("/driver/shift", form).statusCode()).as(lat).isEqualTo(422);
    }
    assertThat(api.seen("PUT /api/deliveries/shift")).isEmpty();
  }

  private void task(String state, boolean ready) {
    Map<String, Object> place =
        Map.of("address", "1 Main St", "location", Map.of("lat", 40.7, "lon", -73.9));
    api.answer(
        "GET /api/deliveries/task",
        Map.of(
            "task",
            Map.of(
                "taskId", TASK,
                "orderId", TASK,
                "state", state,
                "restaurantName", "Mario's",
                "pickup", place,
                "dropoff", place,
                "fee", Map.of("amountMinor", 450, "currency", "USD"),
                "tip", Map.of("amountMinor", 100, "currency", "USD"),
                "ready", ready,
                "offerExpiresAt", "2026-01-01T12:00:00Z")));
  }
}
