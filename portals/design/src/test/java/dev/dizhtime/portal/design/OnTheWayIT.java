package dev.dizhtime.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.RunningService;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever follows an invitation comes to it, whatever has to be done before. */
class OnTheWayIT {
  private static final PortalSite SITE =
      new PortalSite("sample", "", "/home", Set.of(Role.CUSTOMER), true, List.of());
  private static final String INVITATION = "/staff-invitation?token=" + "t".repeat(43);
  private static final Pattern REGISTER = Pattern.compile("id=\"register\" href=\"([^\"]+)\"");

  private final CannedApi api = new CannedApi("customer");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    portal =
        Portals.start(
            "portal-sample",
            service -> PortalServer.open(service, SITE, api, new Assets("")).listen());
    browser = new Browser(portal.address());
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void whoOpensAnAccountForAnInvitationComesToTheInvitation() {
    String page = browser.get(registerLink(INVITATION)).body();
    assertThat(page).contains("value=\"" + INVITATION + "\"", "You are invited", "/login?next=");
    api.answer(
        "POST /api/auth/register",
        new ApiProblem(
            "Taken", 409, "taken", null, List.of(new Problem.FieldError("email", "is taken"))));
    assertThat(register(INVITATION).body())
        .as("a refusal does not forget it either")
        .contains("is taken", "value=\"" + INVITATION + "\"", "You are invited");
    api.answer("POST /api/auth/register", Map.of());
    assertThat(location(register(INVITATION))).isEqualTo(INVITATION);
    assertThat(browser.get(INVITATION).body()).contains("Join the staff");
  }

  @Test
  void theCodeThatFollowsARegistrationForgetsNothing() {
    browser.get(registerLink(INVITATION));
    api.answer("POST /api/auth/register", Map.of())
        .answer("POST /api/auth/login", CannedApi.codeNeeded("mail"))
        .answer(
            "POST /api/auth/login/second-factor",
            Map.of("accessToken", "a", "refreshToken", "r", "expiresInSeconds", 900));
    assertThat(register(INVITATION).body())
        .contains("the-challenge", "value=\"" + INVITATION + "\"", "/login?next=");
    var code = Map.of("challenge", "the-challenge", "code", "123456", "next", INVITATION);
    assertThat(location(browser.post("/login/second-factor", code))).isEqualTo(INVITATION);
  }

  @Test
  void aSecondFactorThatHasToBeAddedFirstForgetsNothing() {
    browser.get(registerLink(INVITATION));
    api.answer("POST /api/auth/register", Map.of())
        .answer(
            "GET /api/auth/me",
            Map.of(
                "userId",
                CannedApi.USER_ID,
                "displayName",
                "Ada",
                "roles",
                List.of("customer"),
                "secondFactorNeeded",
                true));
    String adding = location(register(INVITATION));
    assertThat(URLDecoder.decode(adding, StandardCharsets.UTF_8))
        .isEqualTo("/second-factor?next=" + INVITATION);
    assertThat(browser.get(adding).body()).contains(carried(INVITATION));

    api.answer("POST /api/auth/second-factor", wrong("currentPassword"));
    var password = Map.of("currentPassword", CannedApi.PASSWORD, "next", INVITATION);
    assertThat(browser.post("/second-factor", password).body()).contains(carried(INVITATION));
    api.answer("POST /api/auth/second-factor", Map.of("secret", "S", "uri", "otpauth://totp/x"));
    assertThat(browser.post("/second-factor", password).body()).contains(carried(INVITATION));

    api.answer("POST /api/auth/second-factor/confirmation", wrong("code"));
    assertThat(confirm(INVITATION)).contains(carried(INVITATION));
    api.answer("POST /api/auth/second-factor/confirmation", Map.of("recoveryCodes", List.of("A")));
    assertThat(confirm(INVITATION)).contains("href=\"" + INVITATION + "\"");
    for (String elsewhere : List.of("https://evil.example/", "//evil.example", "/\\evil", "")) {
      assertThat(confirm(elsewhere)).as(elsewhere).contains("href=\"/home\"");
    }
  }

  private String confirm(String next) {
    browser.get("/second-factor");
    var form = Map.of("code", "123456", "uri", "otpauth://totp/x", "secret", "S", "next", next);
    return browser.post("/second-factor/confirmation", form).body();
  }

  private static String carried(String next) {
    return "name=\"next\" value=\"" + next + "\"";
  }

  private static ApiProblem wrong(String field) {
    return new ApiProblem(
        "No", 422, "no", null, List.of(new Problem.FieldError(field, "is wrong")));
  }

  @Test
  void aRegistrationLeadsToNoOtherSite() {
    api.answer("POST /api/auth/register", Map.of());
    for (String elsewhere : List.of("https://evil.example/", "//evil.example", "/\\evil", "")) {
      browser.get("/register");
      assertThat(location(register(elsewhere))).as(elsewhere).isEqualTo("/home");
    }
  }

  @Test
  void saysNothingOfAnInvitationToWhoHasNone() {
    assertThat(browser.get("/login").body()).doesNotContain("You are invited", "?next=");
    assertThat(browser.get("/login?next=/account").body()).doesNotContain("You are invited");
  }

  /** From a page that wants a log-in to the page that opens an account. */
  private String registerLink(String wanted) {
    String login = browser.get(location(browser.get(wanted))).body();
    assertThat(login).contains("You are invited");
    Matcher link = REGISTER.matcher(login);
    assertThat(link.find()).isTrue();
    assertThat(URLDecoder.decode(link.group(1), StandardCharsets.UTF_8))
        .isEqualTo("/register?next=" + wanted);
    return link.group(1);
  }

  private HttpResponse<String> register(String next) {
    Map<String, String> form = new HashMap<>();
    form.put("email", "a@b.c");
    form.put("displayName", "Ada");
    form.put("password", CannedApi.PASSWORD);
    form.put("next", next);
    return browser.post("/register", form);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("none, " + answer.statusCode());
  }
}
