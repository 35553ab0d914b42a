package dev.dizhtime.portal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
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

/** What an operator without scripts keeps of a form that is refused, and in which language. */
class RefusalPagesIT {
  private static final String ORDER = "00000000-0000-7000-8000-0000000000c1";
  private static final String[] GERMAN = {"accept-language", "de"};

  private final CannedApi api = new CannedApi("admin");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    Map<String, Object> price = Map.of("amountMinor", 1_000, "currency", "USD");
    Map<String, Object> order = new HashMap<>();
    order.putAll(Map.of("orderId", ORDER, "state", "SETTLED", "restaurantName", "Mario's"));
    order.putAll(Map.of("total", price, "placedAt", "2026-01-01T12:00:00Z"));
    order.put("dropoff", Map.of("address", "2 Main St", "location", Map.of("lat", 1, "lon", 1)));
    api.answer("GET /api/orders/" + ORDER, order)
        .answer("GET /api/orders/" + ORDER + "/timeline", Map.of("steps", List.of()))
        .answer("GET /api/wallet/payouts", Map.of("items", List.of()))
        .answer("POST /api/wallet/cash-deposits", Map.of())
        .answer("GET /api/promotions", Map.of("items", List.of()));
    portal = Portals.start("portal-admin", new AdminVerticle(_ -> api, (_, _, _) -> {}));
    browser = new Browser(portal.address());
    browser.logIn("/admin");
    browser.get("/admin/ledger");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void keepsThePromotionAndSaysWhatIsWrongInTheReadersLanguage() {
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("code", "SPRING", "currency", "EUR", "percent", "12,5", "maxUses", "many"));
    form.putAll(Map.of("validFrom", "2026-01-01", "validTo", "2026-02-01"));
    var refused = browser.post("/admin/promotions", form, GERMAN);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Die Zahl der Einlösungen muss eine ganze Zahl sein.")
        .contains("value=\"SPRING\"", "value=\"EUR\"", "value=\"12,5\"", "value=\"2026-02-01\"")
        .doesNotContain("must be");
  }

  @Test
  void keepsWhatWasTypedAboutCash() {
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("driverId", "nobody", "amount", "12,50", "currency", "USD"));
    form.putAll(Map.of("confirmed", "yes", "idempotencyKey", "k-deposit"));
    assertThat(browser.post("/admin/ledger/cash-deposits", form).body())
        .contains("The driver&#39;s id must be an id.", "value=\"nobody\"", "value=\"12,50\"");
    form.put("driverId", ORDER);
    assertThat(browser.post("/admin/ledger/cash-deposits", form).statusCode()).isEqualTo(303);
  }

  @Test
  void keepsTheReasonInTheFormThatItWasTypedInto() {
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("liable", "DRIVER", "reason", "It was cold", "currency", "USD"));
    form.putAll(Map.of("amount", "99", "confirmed", "yes", "idempotencyKey", "k-refund-amount"));
    api.answer(
        "POST /api/orders/" + ORDER + "/refunds",
        new ApiProblem("No", 422, "more than was paid", null, List.of()));
    assertThat(browser.post("/admin/orders/" + ORDER + "/refund", form).body())
        .contains("more than was paid", "value=\"99\"")
        .containsOnlyOnce("value=\"It was cold\"")
        .containsPattern("<details[^>]+\\sopen")
        .containsPattern("value=\"DRIVER\" selected");
  }

  @Test
  void keepsTheReasonOfAReplay() {
    var empty = Map.of("items", List.of(), "groups", List.of());
    api.answer("GET /api/operations/dead-letters", empty);
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("group", "order", "reason", "It is mended", "idempotencyKey", "k-group"));
    assertThat(browser.post("/admin/dead-letters/replay", form).body())
        .contains("Tick that you want it.", "value=\"It is mended\"", "Replay all of order");
  }

  @Test
  void saysItAmongTheAlertsWhereThereAreScripts() {
    String[] htmx = {"hx-request", "true", "accept-language", "de"};
    var refused = browser.post("/admin/ledger/payouts", Map.of("from", "x"), htmx);
    assertThat(refused.headers().firstValue("hx-retarget")).contains("#alerts");
    assertThat(refused.body()).contains("Der erste Tag muss ein Tag sein.").doesNotContain("<form");
  }
}
