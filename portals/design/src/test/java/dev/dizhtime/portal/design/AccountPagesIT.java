package dev.dizhtime.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.portal.design.view.View;
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

/** Codes beside the password, and what the links in mails open. */
class AccountPagesIT {
  private static final PortalSite SITE =
      new PortalSite(
          "sample", "/sample", "/sample/home", Set.of(Role.RESTAURANT), false, List.of());
  private static final View PAGE = View.page("sample/templates/page");
  private static final String TOKEN = "t".repeat(43);
  private static final Map<String, Object> TOKENS =
      Map.of("accessToken", "coded-access", "refreshToken", "coded", "expiresInSeconds", 900);
  private static final ApiProblem CODE_NEEDED = CannedApi.codeNeeded("app");

  private final CannedApi api = new CannedApi("restaurant");
  private RunningService portal;
  private Browser browser;

  @BeforeEach
  void start() {
    portal =
        Portals.start(
            "portal-sample",
            service ->
                PortalServer.open(service, SITE, api, new Assets(SITE.basePath()))
                    .memberPage("/home", exchange -> exchange.show(PAGE, Map.of("said", "home")))
                    .listen());
    browser = new Browser(portal.address());
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void asksForTheCodeWhenThePasswordIsNotEnough() {
    api.answer("POST /api/auth/login", CODE_NEEDED)
        .answer("POST /api/auth/login/second-factor", problem(401, null));

    assertThat(browser.logIn("/sample").body())
        .contains("Enter a code", "authenticator app", "value=\"the-challenge\"", "one-time-code")
        .contains("inputmode=\"text\"");
    assertThat(browser.get("/sample/home").statusCode()).isEqualTo(303);
    browser.get("/sample/login");
    HttpResponse<String> wrong = enter("000000");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("This code is wrong", "value=\"the-challenge\"");

    api.answer("POST /api/auth/login/second-factor", TOKENS);
    assertThat(enter("123456").headers().firstValue("location")).contains("/sample/home");
    assertThat(browser.get("/sample/home").body()).contains("Ada");
    assertThat(api.seen("POST /api/auth/login/second-factor").getLast().request().body())
        .isEqualTo(Map.of("challenge", "the-challenge", "code", "123456"));
  }

  @Test
  void saysThatTheCodeIsInAMailAlsoAfterAWrongOne() {
    api.answer("POST /api/auth/login", CannedApi.codeNeeded("mail"))
        .answer("POST /api/auth/login/second-factor", problem(401, null));

    assertThat(browser.logIn("/sample").body())
        .contains("We have sent a code to your mail address", "one-time-code")
        .contains("inputmode=\"numeric\"")
        .doesNotContain("authenticator app");
    browser.get("/sample/login");
    assertThat(enter("000000", "true").body())
        .contains("This code is wrong", "We have sent a code to your mail address");
  }

  @Test
  void saysThatTooManyCodesWereMailed() {
    api.answer(
        "POST /api/auth/login",
        new ApiProblem(
            "Too many mails",
            429,
            "later",
            null,
            List.of(),
            "/problems/too-many-mails",
            null,
            null));
    HttpResponse<String> page = browser.logIn("/sample");
    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.body()).contains("too many codes to your mail address");
  }

  @Test
  void whoNeedsASecondFactorAddsItBeforeAnythingElse() {
    me(false, true);
    assertThat(browser.logIn("/sample").headers().firstValue("location"))
        .contains("/sample/second-factor");
    assertThat(browser.get("/sample/second-factor").body()).contains("needs a second factor");

    String uri = "otpauth://totp/DizhTime:a%40b.c?secret=JBSWY3DPEHPK3PXP&issuer=DizhTime";
    api.answer("POST /api/auth/second-factor", Map.of("secret", "JBSWY3DPEHPK3PXP", "uri", uri));
    String app =
        browser.post("/sample/second-factor", Map.of("currentPassword", "correct horse")).body();
    assertThat(app).contains("<svg", "M4 4h1v1h-1z", "JBSWY3DPEHPK3PXP");

    api.answer("POST /api/auth/second-factor/confirmation", problem(422, "code"));
    var form = Map.of("code", "000000", "uri", uri, "secret", "JBSWY3DPEHPK3PXP");
    HttpResponse<String> wrong = browser.post("/sample/second-factor/confirmation", form);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("<svg", "is wrong");

    List<String> codes = IntStream.range(0, 10).mapToObj(i -> "AAAA-000" + i).toList();
    api.answer("POST /api/auth/second-factor/confirmation", Map.of("recoveryCodes", codes));
    assertThat(browser.post("/sample/second-factor/confirmation", form).body()).contains(codes);
    assertThat(api.seen("POST /api/auth/refresh")).as("tokens with the role").hasSize(1);
  }

  @Test
  void drawsOnlyWhatAnAppReads() {
    browser.logIn("/sample");
    api.answer("POST /api/auth/second-factor/confirmation", problem(422, "code"));
    String page =
        browser
            .post(
                "/sample/second-factor/confirmation",
                Map.of("code", "000000", "uri", "https://evil.example/<b>", "secret", "<b>"))
            .body();
    assertThat(page).doesNotContain("<svg", "<b>");
  }

  @Test
  void aWrongPasswordBeginsNothing() {
    me(false, false);
    browser.logIn("/sample");
    api.answer("POST /api/auth/second-factor", problem(422, "currentPassword"));
    browser.get("/sample/second-factor");
    HttpResponse<String> answer =
        browser.post("/sample/second-factor", Map.of("currentPassword", "wrong"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("is wrong").doesNotContain("<svg");
  }

  @Test
  void saysTheSameToWhoeverForgotThePassword() {
    assertThat(browser.get("/sample/login").body()).contains("/sample/password-forgotten");
    browser.get("/sample/password-forgotten");
    for (Object answer : List.of(Map.of(), problem(422, "email"))) {
      api.answer("POST /api/auth/password-reset", answer);
      assertThat(browser.post("/sample/password-forgotten", Map.of("email", "a@b.c")).body())
          .contains("a mail is on its way");
    }
  }

  @Test
  void aLinkShowsAFormAndOnlyTheFormUsesTheToken() {
    api.answer("POST /api/auth/password-reset/confirmation", problem(422, "newPassword"));
    String page = browser.get("/sample/password-reset?token=" + TOKEN).body();
    assertThat(page).contains("value=\"" + TOKEN + "\"", "new-password");
    assertThat(api.seen("POST /api/auth/password-reset/confirmation")).isEmpty();

    var form = Map.of("token", TOKEN, "newPassword", "short");
    assertThat(browser.post("/sample/password-reset", form).body())
        .contains("is wrong", "value=\"" + TOKEN + "\"");
    api.answer("POST /api/auth/password-reset/confirmation", Map.of());
    assertThat(browser.post("/sample/password-reset", form).body())
        .contains("logged out everywhere");
  }

  @Test
  void confirmsAnAddressAndSaysSoWhenTheLinkIsOld() {
    browser.get("/sample/email-verification?token=" + TOKEN);
    api.answer("POST /api/auth/email-verification/confirmation", problem(422, "token"));
    assertThat(browser.post("/sample/email-verification", Map.of("token", TOKEN)).body())
        .contains("not good any more");
    api.answer("POST /api/auth/email-verification/confirmation", Map.of());
    assertThat(browser.post("/sample/email-verification", Map.of("token", TOKEN)).body())
        .contains("address is confirmed");
  }

  @Test
  void whoIsInvitedLogsInAndJoinsByAForm() {
    String path = "/sample/staff-invitation?token=" + TOKEN;
    assertThat(browser.get(path).headers().firstValue("location").orElseThrow())
        .startsWith("/sample/login?next=");
    browser.logIn("/sample");
    api.answer("POST /api/auth/staff-invitations/acceptance", problem(422, "token"));
    assertThat(browser.get(path).body()).contains("value=\"" + TOKEN + "\"");
    assertThat(browser.post("/sample/staff-invitation", Map.of("token", TOKEN)).body())
        .contains("for another address");
    api.answer("POST /api/auth/staff-invitations/acceptance", Map.of());
    assertThat(browser.post("/sample/staff-invitation", Map.of("token", TOKEN)).body())
        .contains("on the staff now");
    assertThat(api.seen("POST /api/auth/refresh")).hasSize(1);
  }

  private HttpResponse<String> enter(String code) {
    return enter(code, "false");
  }

  private HttpResponse<String> enter(String code, String mailed) {
    return browser.post(
        "/sample/login/second-factor",
        Map.of("challenge", "the-challenge", "mailed", mailed, "code", code, "next", ""));
  }

  private void me(boolean there, boolean needed) {
    api.answer(
        "GET /api/auth/me",
        Map.of(
            "userId",
            CannedApi.USER_ID,
            "displayName",
            "Ada",
            "email",
            "a@b.c",
            "roles",
            List.of("restaurant"),
            "secondFactor",
            there,
            "secondFactorNeeded",
            needed));
  }

  private static ApiProblem problem(int status, String field) {
    List<Problem.FieldError> errors =
        field == null ? List.of() : List.of(new Problem.FieldError(field, "is wrong"));
    return new ApiProblem("No", status, "no", null, errors);
  }
}
