package dev.dizhtime.portal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.runtime.service.RunningService;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People's accounts, as admins see them and as support does. */
class PeoplePagesIT {
  private static final String ID = "00000000-0000-7000-8000-0000000000d1";
  private static final String ORDER = "00000000-0000-7000-8000-0000000000c1";
  private static final String ACCOUNT = "/api/auth/accounts/" + ID;
  private static final String PAGE = "/admin/people/" + ID;

  private CannedApi api;
  private RunningService portal;
  private Browser browser;

  private void logIn(String role) {
    Map<String, Object> person =
        Map.of(
            "userId",
            ID,
            "email",
            "lost@example.test",
            "displayName",
            "Lost <b>One</b>",
            "roles",
            List.of("customer", "driver"),
            "emailVerified",
            true,
            "secondFactor",
            false,
            "registeredAt",
            "2026-01-01T12:00:00Z");
    var event =
        Map.of(
            "kind", "LOG_IN_FAILED",
            "userId", ID,
            "device", "curl/8",
            "at", "2026-01-01T12:00:00Z");
    api =
        new CannedApi(role)
            .answer("POST /api/auth/accounts/search", person)
            .answer("GET " + ACCOUNT, person)
            .answer(
                "GET /api/auth/security-events/all",
                Map.of("items", List.of(event), "nextCursor", "12"));
    portal = Portals.start("portal-admin", new AdminVerticle(_ -> api, (_, _, _) -> {}));
    browser = new Browser(portal.address());
    browser.logIn("/admin");
    browser.get("/admin/people");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void findsAPersonByAddressAndShowsTheAccountWithWhatHappenedToIt() {
    logIn("admin");
    assertThat(browser.get("/admin/people").body())
        .contains("Log-in with a wrong password", "href=\"" + PAGE + "\"", "?cursor=12");
    HttpResponse<String> found =
        browser.post("/admin/people", Map.of("email", "lost@example.test"));
    assertThat(found.headers().firstValue("location")).contains(PAGE);
    assertThat(browser.get(PAGE).body())
        .contains("lost@example.test", "Lost &lt;b&gt;", "Confirmed", "curl/8")
        .contains("id=\"role-driver\" value=\"driver\" checked", PAGE + "/sessions-ending")
        .doesNotContain("id=\"role-admin\" value=\"admin\" checked", "<b>One");
    assertThat(api.seen("GET /api/auth/security-events/all").getLast().request().query())
        .containsEntry("userId", ID);
  }

  @Test
  void saysAtTheFieldThatThereIsNobody() {
    logIn("admin");
    api.answer(
        "POST /api/auth/accounts/search",
        new ApiProblem("Not found", 404, "There is no account", null, List.of()));
    HttpResponse<String> none = browser.post("/admin/people", Map.of("email", "no@example.test"));
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body())
        .contains("id=\"email-error\"", "There is no account", "value=\"no@example.test\"");
  }

  @Test
  void endsSessionsAndSetsRolesOnlyWithATick() {
    logIn("admin");
    api.answer("DELETE " + ACCOUNT + "/sessions", Map.of())
        .answer("PUT " + ACCOUNT + "/roles", Map.of());
    assertThat(browser.post(PAGE + "/sessions-ending", Map.of()).statusCode()).isEqualTo(422);
    assertThat(browser.post(PAGE + "/roles", Map.of("role", "driver")).statusCode()).isEqualTo(422);
    var none = Map.of("confirmed", "yes", "role", "king");
    assertThat(browser.post(PAGE + "/roles", none).statusCode()).isEqualTo(422);
    assertThat(api.seen("DELETE " + ACCOUNT + "/sessions")).isEmpty();
    assertThat(api.seen("PUT " + ACCOUNT + "/roles")).isEmpty();

    var ended = browser.post(PAGE + "/sessions-ending", Map.of("confirmed", "yes"));
    assertThat(browser.get(ended.headers().firstValue("location").orElseThrow()).body())
        .contains("All sessions have ended");
    browser.post(PAGE + "/roles", Map.of("confirmed", "yes", "role", "support"));
    assertThat(api.seen("PUT " + ACCOUNT + "/roles").getLast().request().body())
        .isEqualTo(Map.of("roles", List.of("support")));
  }

  @Test
  void supportSeesOrdersAndPeopleAndDoesNothing() {
    logIn("support");
    api.answer("GET /api/orders", Map.of("items", List.of()))
        .answer("GET /api/orders/" + ORDER, order())
        .answer("GET /api/orders/" + ORDER + "/timeline", Map.of("steps", List.of()));
    assertThat(browser.get("/admin/orders?attention=true").body())
        .contains("href=\"/admin/people\"")
        .doesNotContain("/admin/ledger", "/admin/dead-letters", "/admin/promotions")
        .doesNotContain("/admin/design", "name=\"attention\"");
    assertThat(api.seen("GET /api/orders").getLast().request().query())
        .doesNotContainKey("attention");
    assertThat(browser.get("/admin/orders/" + ORDER).body())
        .contains("2 Main St")
        .doesNotContain("/act\"", "/refund\"", "/admin/traces");
    assertThat(browser.get(PAGE).body()).contains("lost@example.test").doesNotContain("role-admin");
  }

  @Test
  void toSupportThereIsNothingAtTheAddressesOfAdmins() {
    logIn("support");
    for (String page :
        List.of(
            "ledger", "dead-letters", "dead-letters/audit", "promotions", "design", "traces/x")) {
      assertThat(browser.get("/admin/" + page).statusCode()).as(page).isEqualTo(404);
    }
    browser.get("/admin/people");
    var yes = Map.of("confirmed", "yes", "role", "admin", "reason", "r", "idempotencyKey", "k");
    for (String act :
        List.of(
            "people/" + ID + "/roles",
            "people/" + ID + "/sessions-ending",
            "orders/" + ORDER + "/act",
            "orders/" + ORDER + "/refund",
            "ledger/payouts",
            "promotions")) {
      assertThat(browser.post("/admin/" + act, yes).statusCode()).as(act).isEqualTo(404);
    }
    assertThat(api.seen("PUT " + ACCOUNT + "/roles")).isEmpty();
  }

  private static Map<String, Object> order() {
    return Map.of(
        "orderId",
        ORDER,
        "state",
        "SETTLED",
        "customerId",
        ID,
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
  }
}
