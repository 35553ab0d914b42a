package dev.dizhtime.portal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminPagesIT {
  private static final String ORDER = "00000000-0000-7000-8000-0000000000c1";

  private final CannedApi api = new CannedApi("admin");
  private Map<String, Object> order;
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    order =
        Map.of(
            "orderId",
            ORDER,
            "state",
            "SETTLED",
            "customerId",
            CannedApi.USER_ID,
            "restaurantName",
            "Mario's",
            "lines",
            List.of(),
            "total",
            Map.of("amountMinor", 2500, "currency", "USD"),
            "dropoff",
            Map.of("address", "2 Main St", "location", Map.of("lat", 40.7, "lon", -73.9)),
            "placedAt",
            "2026-01-01T12:00:00Z");
    api.answer("GET /api/orders", Map.of("items", List.of(order), "nextCursor", "more&more"))
        .answer("GET /api/orders/" + ORDER, order)
        .answer("GET /api/orders/" + ORDER + "/timeline", timeline());
    portal = Portals.start("portal-admin", new AdminVerticle(_ -> api, (_, _, _) -> {}));
    browser = new Browser(portal.address());
    browser.logIn("/admin");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void listsOrdersAndLeadsToEach() {
    String html = browser.get("/admin/orders").body();
    assertThat(html).contains("/admin/orders/" + ORDER, "Settled", "USD 25.00");
    assertThat(html).contains("cursor=more%26more");
  }

  @Test
  void narrowsTheListToAStateThatThereIs() {
    browser.get("/admin/orders?state=READY");
    assertThat(api.seen("GET /api/orders").getLast().request().query())
        .containsEntry("state", "READY");
    browser.get("/admin/orders?state=nonsense");
    assertThat(api.seen("GET /api/orders").getLast().request().query()).doesNotContainKey("state");
  }

  @Test
  void showsTheSagaStepByStepWithItsTraceAndRequest() {
    String html = browser.get("/admin/orders/" + ORDER).body();
    assertThat(html)
        .contains("trace-1", "request-1", "reserve funds", "after 40 ms")
        .contains("href=\"/admin/traces/trace-1\"")
        .contains("dizhtime.wallet.reserve-funds.v1", "2 Main St");
    assertThat(html.indexOf("reserve funds")).isLessThan(html.indexOf("funds reserved"));
    String part = browser.get("/admin/orders/" + ORDER, "hx-request", "true").body();
    assertThat(part.strip()).startsWith("<div id=\"order\"");
  }

  @Test
  void saysWhyAnOrderEndedThatNobodyCalledOff() {
    Map<String, Object> failed = new HashMap<>(order);
    failed.put("state", "FAILED");
    Map<String, Object> end =
        Map.of(
            "sequence", 1,
            "name", "driver abandoned",
            "state", "FAILED",
            "at", "2026-01-01T12:00:00.010Z",
            "detail", "ACCIDENT, after PT10M");
    api.answer("GET /api/orders/" + ORDER, failed)
        .answer("GET /api/orders/" + ORDER + "/timeline", Map.of("steps", List.of(end)));

    assertThat(browser.get("/admin/orders/" + ORDER).body())
        .contains("Why it ended: driver abandoned.", "ACCIDENT, after 10m");
  }

  @Test
  void tellsAProblemOnce() {
    String html = browser.get("/admin/orders/nothing").body();
    assertThat(html.split("class=\"alert\"", -1)).hasSize(2);
  }

  @Test
  void showsTheDesignSystem() {
    assertThat(browser.get("/admin/design").body()).contains("Design system", "badge good");
  }

  private static Map<String, Object> timeline() {
    Map<String, Object> first =
        Map.of(
            "sequence", 1,
            "name", "reserve funds",
            "state", "PLACED",
            "at", "2026-01-01T12:00:00.010Z",
            "messageType", "dizhtime.wallet.reserve-funds.v1");
    Map<String, Object> second =
        Map.of(
            "sequence", 2,
            "name", "funds reserved",
            "state", "FUNDS_RESERVED",
            "at", "2026-01-01T12:00:00.050Z",
            "detail", "held");
    return Map.of(
        "orderId", ORDER,
        "state", "SETTLED",
        "traceId", "trace-1",
        "requestId", "request-1",
        "steps", List.of(first, second));
  }
}
