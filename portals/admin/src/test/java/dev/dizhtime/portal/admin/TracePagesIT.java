package dev.dizhtime.portal.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dizhtime.embedded.TraceServer;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A portal that sends its own traces to a store and shows them. */
class TracePagesIT {
  private static final String REQUEST = "request-of-this-test";

  private final CannedApi api = new CannedApi("admin");

  @Test
  void showsTheTreeOfARequest() {
    api.answer("GET /api/orders", Map.of("items", List.of()));
    try (var store = TraceServer.start(0);
        var portal =
            start(
                Map.of(
                    "DIZHTIME_OTLP_ENDPOINT", store.address(),
                    "DIZHTIME_TEMPO_URL", store.address(),
                    "DIZHTIME_GRAFANA_URL", "https://grafana.test/"))) {
      var browser = browser(portal);
      browser.get("/admin/orders", "x-request-id", REQUEST);
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () ->
                  assertThat(browser.get("/admin/traces/" + REQUEST).body())
                      .contains("portal-admin", "/admin/orders", "class=\"indent-0\"")
                      .contains("https://grafana.test/explore?schemaVersion=1"));
      assertThat(browser.get("/admin/traces/another-request").body()).contains("No such request");
      assertThat(browser.get("/admin/traces/%22%3E%3Cscript%3E").body())
          .contains("No such request")
          .doesNotContain("\"><script>");
    }
  }

  @Test
  void saysWhenTheStoreDoesNotAnswer() {
    try (var portal = start(Map.of("DIZHTIME_TEMPO_URL", "http://127.0.0.1:9"))) {
      assertThat(browser(portal).get("/admin/traces/" + REQUEST).body())
          .contains("The traces cannot be read at present");
    }
  }

  @Test
  void saysWhenNothingIsKept() {
    try (var portal = start(Map.of())) {
      assertThat(browser(portal).get("/admin/traces/" + REQUEST).body())
          .contains("Nothing is kept of requests");
    }
  }

  private RunningService start(Map<String, String> variables) {
    return Portals.start("portal-admin", new AdminVerticle(_ -> api, (_, _, _) -> {}), variables);
  }

  private static Browser browser(RunningService portal) {
    var browser = new Browser(portal.address());
    browser.logIn("/admin");
    return browser;
  }
}
