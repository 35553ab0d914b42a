package dev.dizhtime.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.OwnAccount;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.RunningService;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one does about one's own account. */
class OwnAccountIT {
  private static final PortalSite SITE =
      new PortalSite(
          "sample", "/sample", "/sample/account", Set.of(Role.RESTAURANT), false, List.of());
  private static final String ACCOUNT = "/sample/account";
  private static final String THERE = ACCOUNT + "/sessions/" + OwnAccount.THERE;
  private static final Map<String, String> WRONG = Map.of("currentPassword", "wrong");
  private static final Map<String, String> RIGHT = Map.of("currentPassword", CannedApi.PASSWORD);

  private final CannedApi api = OwnAccount.of("restaurant");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    portal =
        Portals.start(
            "portal-sample",
            service -> PortalServer.open(service, SITE, api, new Assets("/sample")).listen());
    browser = new Browser(portal.address());
    browser.logIn("/sample");
    browser.get(ACCOUNT);
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void theHeadOfEachPageLeadsToTheAccountAndThatToAllElse() {
    assertThat(browser.get("/sample/staff-invitation?token=x").body())
        .contains("href=\"/sample/account\"");
    assertThat(browser.get(ACCOUNT).body())
        .contains("a@b.c", "Ada", "Not confirmed", "Restaurant", "aria-current=\"page\"")
        .contains("/account/password", "/second-factor", "/account/sessions", "/account/export")
        .contains("/account/applications", "/account/events", "/account/closing");
    var stranger = new Browser(portal.address());
    for (String page : List.of("", "/password", "/sessions", "/events", "/export", "/closing")) {
      assertThat(stranger.get(ACCOUNT + page).headers().firstValue("location").orElseThrow())
          .startsWith("/sample/login?next=");
    }
  }

  @Test
  void tellsAuthWhichBrowserLogsInSoThatItsOwnerKnowsIt() {
    var other = new Browser(portal.address());
    other.get("/sample/login");
    other.post(
        "/sample/login",
        Map.of("email", "a@b.c", "password", CannedApi.PASSWORD),
        "user-agent",
        "x".repeat(400));
    assertThat(api.seen("POST /api/auth/login").getLast().request().headers())
        .containsEntry("user-agent", "x".repeat(300));
  }

  @Test
  void sendsAnotherMailAndSaysSoWhenThereWereTooMany() {
    String mail = "POST /api/auth/email-verification";
    api.answer(mail, problem(429, "We have sent you 3 mails in an hour"));
    HttpResponse<String> refused = browser.post(ACCOUNT + "/email-verification", Map.of());
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("We have sent you 3 mails", "Send another mail");
    api.answer(mail, Map.of());
    assertThat(after(browser.post(ACCOUNT + "/email-verification", Map.of())))
        .contains("A mail is on its way");
    api.answer("GET /api/auth/me", OwnAccount.me("restaurant", Map.of("emailVerified", true)));
    assertThat(browser.get(ACCOUNT).body())
        .contains(">Confirmed<")
        .doesNotContain("Send another mail");
  }

  @Test
  void changesThePasswordAndSaysWhatIsWrongAtItsField() {
    String change = "PUT /api/auth/password";
    var form = Map.of("currentPassword", CannedApi.PASSWORD, "newPassword", " with blanks around ");
    assertThat(browser.get(ACCOUNT + "/password").body())
        .contains("autocomplete=\"current-password\"", "autocomplete=\"new-password\"");
    for (String field : List.of("currentPassword", "newPassword")) {
      api.answer(change, wrong(422, field));
      HttpResponse<String> refused = browser.post(ACCOUNT + "/password", form);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body())
          .contains("aria-describedby=\"" + field + "-error\"", "is wrong")
          .doesNotContain("with blanks around", "class=\"alert\"");
    }
    api.answer(change, problem(429, "Too many tries have failed"));
    assertThat(browser.post(ACCOUNT + "/password", form).body())
        .contains("class=\"alert\"", "Too many tries have failed", "id=\"newPassword\"");
    api.answer(change, Map.of());
    assertThat(after(browser.post(ACCOUNT + "/password", form)))
        .contains("logged out everywhere else");
    assertThat(api.seen(change).getLast().request().body()).isEqualTo(form);
  }

  @Test
  void listsWhereOneIsLoggedInAndEndsOneWithThePassword() {
    assertThat(browser.get(ACCOUNT + "/sessions").body())
        .contains("Firefox, Linux", "Edge, Windows", "This one", THERE)
        .doesNotContain("sessions/" + OwnAccount.HERE);
    assertThat(browser.get(THERE).body()).contains("Edge, Windows", "current-password");
    String ending = "POST /api/auth/sessions/" + OwnAccount.THERE + "/ending";
    api.answer(ending, wrong(422, "currentPassword"));
    assertThat(browser.post(THERE, WRONG).body()).contains("Edge, Windows", "is wrong");
    api.answer(ending, Map.of());
    assertThat(after(browser.post(THERE, RIGHT))).contains("It is logged out");
    assertThat(api.seen(ending).getLast().request().body()).isEqualTo(RIGHT);
  }

  @Test
  void asksAboutNoSessionThatIsThePresentOneOrNone() {
    for (String id : List.of(OwnAccount.HERE, OwnAccount.CLIENT)) {
      assertThat(browser.get(ACCOUNT + "/sessions/" + id).headers().firstValue("location"))
          .contains(ACCOUNT + "/sessions");
    }
    assertThat(browser.get(ACCOUNT + "/sessions/x").statusCode()).isEqualTo(404);
  }

  @Test
  void logsOutEverywhereElseAndStays() {
    api.answer("POST /api/auth/sessions/ending", Map.of());
    browser.get(ACCOUNT + "/sessions/others");
    assertThat(after(browser.post(ACCOUNT + "/sessions/others", RIGHT)))
        .contains("You are logged out everywhere else", "Ada");
    assertThat(api.seen("POST /api/auth/sessions/ending").getLast().request().body())
        .isEqualTo(Map.of("currentPassword", CannedApi.PASSWORD, "keepPresent", true));
  }

  @Test
  void logsOutEverywhereAndHereToo() {
    api.answer("POST /api/auth/sessions/ending", wrong(422, "currentPassword"));
    browser.get(ACCOUNT + "/sessions/all");
    assertThat(browser.post(ACCOUNT + "/sessions/all", WRONG).body()).contains("is wrong");
    assertThat(browser.get(ACCOUNT).statusCode()).isEqualTo(200);
    api.answer("POST /api/auth/sessions/ending", Map.of());
    assertThat(after(browser.post(ACCOUNT + "/sessions/all", RIGHT)))
        .contains("You are logged out everywhere.", "id=\"log-in\"")
        .doesNotContain("Ada");
    assertThat(browser.get(ACCOUNT).statusCode()).isEqualTo(303);
  }

  @Test
  void givesNewRecoveryCodesForPasswordAndCode() {
    api.answer("GET /api/auth/me", OwnAccount.me("restaurant", Map.of("secondFactor", true)));
    assertThat(browser.get("/sample/second-factor").body())
        .contains("/second-factor/removal", "/second-factor/recovery-codes");
    String renewal = "POST /api/auth/second-factor/recovery-codes";
    browser.get("/sample/second-factor/recovery-codes");
    var form = Map.of("currentPassword", CannedApi.PASSWORD, "code", "123456");
    api.answer(renewal, wrong(422, "currentPassword"));
    assertThat(browser.post("/sample/second-factor/recovery-codes", form).body())
        .as("the code is kept")
        .contains("value=\"123456\"", "currentPassword-error");
    api.answer(renewal, wrong(422, "code"));
    assertThat(browser.post("/sample/second-factor/recovery-codes", form).body())
        .contains("code-error");
    List<String> codes = IntStream.range(0, 10).mapToObj(i -> "AAAA-000" + i).toList();
    api.answer(renewal, Map.of("recoveryCodes", codes));
    assertThat(browser.post("/sample/second-factor/recovery-codes", form).body()).contains(codes);
    assertThat(api.seen(renewal).getLast().request().body()).isEqualTo(form);
  }

  @Test
  void removesTheSecondFactorUnlessItIsCompulsory() {
    String removal = "POST /api/auth/second-factor/removal";
    browser.get("/sample/second-factor/removal");
    var form = Map.of("currentPassword", CannedApi.PASSWORD, "code", "123456");
    api.answer(removal, problem(409, "Admins need a second factor"));
    HttpResponse<String> refused = browser.post("/sample/second-factor/removal", form);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Admins need a second factor", "id=\"code\"");
    api.answer(removal, Map.of());
    assertThat(after(browser.post("/sample/second-factor/removal", form)))
        .contains("no second factor any more");
  }

  @Test
  void shutsAnApplicationOutWithThePassword() {
    String page = ACCOUNT + "/applications/" + OwnAccount.CLIENT;
    assertThat(browser.get(ACCOUNT + "/applications").body())
        .contains("Tabletop", "see your orders", page);
    assertThat(browser.get(page).body()).contains("Tabletop", "current-password");
    String revocation = "POST /api/auth/consents/" + OwnAccount.CLIENT + "/revocation";
    api.answer(revocation, wrong(422, "currentPassword"));
    assertThat(browser.post(page, WRONG).body()).contains("is wrong", "Tabletop");
    api.answer(revocation, Map.of());
    assertThat(browser.post(page, RIGHT).headers().firstValue("location"))
        .contains(ACCOUNT + "/applications");
  }

  @Test
  void tellsWhatHappenedAndLeadsToWhatWasBefore() {
    assertThat(browser.get(ACCOUNT + "/events").body())
        .contains("Logged in", "Edge, Windows", "Logged out everywhere", "By somebody else")
        .contains("?cursor=17");
    browser.get(ACCOUNT + "/events?cursor=17");
    assertThat(api.seen("GET /api/auth/security-events").getLast().request().query())
        .containsEntry("cursor", "17");
    assertThat(browser.get(ACCOUNT + "/events?cursor=x").statusCode()).isEqualTo(200);
  }

  @Test
  void givesAllThatIsKeptAsAFile() {
    api.answer("GET /api/auth/account-export", "{\"email\":\"a@b.c\"}");
    HttpResponse<String> file = browser.get(ACCOUNT + "/export");
    assertThat(file.body()).isEqualTo("{\"email\":\"a@b.c\"}");
    assertThat(file.headers().firstValue("content-disposition").orElseThrow())
        .contains("attachment", "dizhtime-account.json");
    assertThat(file.headers().firstValue("cache-control")).contains("no-store");
  }

  @Test
  void closesTheAccountAfterSayingWhatThatMeansAndCallsItOff() {
    String deletion = "/api/auth/account-deletion";
    assertThat(browser.get(ACCOUNT + "/closing").body())
        .contains("in 14 days", "Your restaurants stay", "current-password")
        .doesNotContain("wallet");
    api.answer("POST " + deletion, wrong(422, "currentPassword"));
    assertThat(browser.post(ACCOUNT + "/closing", WRONG).body())
        .contains("is wrong", "Your restaurants stay");
    api.answer("POST " + deletion, problem(409, "Without you there would be no admin"));
    assertThat(browser.post(ACCOUNT + "/closing", RIGHT).body())
        .contains("Without you there would be no admin");
    api.answer("POST " + deletion, Map.of("deletionAt", "2026-12-14T09:00:00Z"))
        .answer("GET " + deletion, Map.of("deletionAt", "2026-12-14T09:00:00Z"));
    assertThat(after(browser.post(ACCOUNT + "/closing", RIGHT)))
        .contains("will be deleted", "2026-12-14T09:00:00Z", "Keep my account")
        .doesNotContain("href=\"/sample/account/closing\"");
    for (Object answer : List.of(Map.of(), problem(404, "There is none"))) {
      api.answer("DELETE " + deletion, answer);
      assertThat(after(browser.post(ACCOUNT + "/closing/cancellation", Map.of())))
          .contains("Your account stays");
    }
  }

  /** The page that an answer leads to. */
  private String after(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(303);
    return browser.get(answer.headers().firstValue("location").orElseThrow()).body();
  }

  private static ApiProblem wrong(int status, String field) {
    return new ApiProblem(
        "No",
        status,
        field + ": is wrong",
        null,
        List.of(new Problem.FieldError(field, "is wrong")));
  }

  private static ApiProblem problem(int status, String detail) {
    return new ApiProblem("No", status, detail, null, List.of());
  }
}
