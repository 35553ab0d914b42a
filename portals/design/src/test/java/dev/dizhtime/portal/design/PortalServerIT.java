package dev.dizhtime.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.api.ApiClient;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.live.LiveStreams;
import dev.dizhtime.portal.design.testing.Browser;
import dev.dizhtime.portal.design.testing.CannedApi;
import dev.dizhtime.portal.design.testing.Portals;
import dev.dizhtime.portal.design.view.Assets;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.security.Role;
import dev.dizhtime.runtime.service.RunningService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What holds for every page of every portal, on a portal of two pages. */
class PortalServerIT {
  private static final PortalSite SITE =
      new PortalSite(
          "sample", "/sample", "/sample/secret", Set.of(Role.RESTAURANT), true, List.of());
  private static final View PAGE = View.page("sample/templates/page");
  private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  private static final String COOKIE = "__Host-dizhtime-sample";

  private static CannedApi api = new CannedApi("restaurant");
  private static RunningService portal;
  private static LiveStreams streams;

  private final Browser browser = new Browser(portal.address());

  @BeforeAll
  static void start() {
    portal =
        Portals.start(
            "portal-sample",
            service -> {
              PortalServer server =
                  PortalServer.open(
                      service, SITE, new ApiThatChanges(), new Assets(SITE.basePath()));
              streams = server.streams();
              server
                  .page("/open", exchange -> exchange.show(PAGE, Map.of("said", HOSTILE)))
                  .memberPage("/secret", PortalServerIT::secret)
                  .memberPage(
                      "/broken",
                      _ -> {
                        throw new IllegalStateException("broken");
                      })
                  .action("/done", exchange -> exchange.show(PAGE, Map.of("said", "done")))
                  .memberAction("/act", exchange -> exchange.redirect("/sample/secret"))
                  .stream("/stream", exchange -> Set.of(exchange.login().orElseThrow().userId()))
                  .listen();
            });
  }

  /** Each test has an API of its own behind the one portal. */
  private static final class ApiThatChanges implements ApiClient {
    @Override
    public <T> T call(ApiRequest request, Optional<Secret> token, Class<T> answer) {
      return api.call(request, token, answer);
    }
  }

  private static void secret(Exchange exchange) {
    exchange.api(ApiRequest.get("/api/thing"), Map.class);
    exchange.show(
        exchange.wantsFragment() ? PAGE.part("part") : PAGE, Map.of("said", "the secret"));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @BeforeEach
  void freshApi() {
    api = new CannedApi("restaurant").answer("GET /api/thing", Map.of());
  }

  @Test
  void escapesWhatIsHostile() {
    String html = browser.get("/sample/open").body();
    assertThat(html).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert", "<img");
  }

  @Test
  void showsAPageAlsoToWhoNamesAKindOfBody() {
    var page = browser.get("/sample/open", "content-type", "application/x-www-form-urlencoded");
    assertThat(page.statusCode()).isEqualTo(200);
  }

  @Test
  void sendsTheSecurityHeadersWithEveryAnswer() {
    for (String path : List.of("/sample/open", "/sample/none", "/sample/secret")) {
      var headers = browser.get(path).headers();
      assertThat(headers.firstValue("content-security-policy")).as(path).isPresent();
      assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
      assertThat(headers.firstValue("x-request-id")).isPresent();
    }
  }

  @Test
  void keepsTheSessionInACookieThatOnlyThisHostOverAGoodConnectionSees() {
    String cookie = browser.get("/sample/open").headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie)
        .startsWith(COOKIE + "=")
        .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Lax", "Max-Age=")
        .doesNotContain("Domain");
  }

  @Test
  void sendsWhoeverIsNotLoggedInToTheLogInAndBack() {
    HttpResponse<String> refused = browser.get("/sample/secret?a=b");
    assertThat(refused.statusCode()).isEqualTo(303);
    String login = refused.headers().firstValue("location").orElseThrow();
    assertThat(login).isEqualTo("/sample/login?next=%2Fsample%2Fsecret%3Fa%3Db");
    assertThat(browser.get(login).body()).contains("value=\"/sample/secret?a=b\"");
    HttpResponse<String> back =
        browser.post(
            "/sample/login",
            Map.of("email", "a@b.c", "password", CannedApi.PASSWORD, "next", "/sample/secret?a=b"));
    assertThat(back.headers().firstValue("location")).contains("/sample/secret?a=b");
    assertThat(browser.get("/sample/secret").body()).contains("the secret", "Ada");
    assertThat(api.seen("GET /api/thing").getLast().token()).startsWith("first-access");
  }

  @Test
  void neverSendsAnybodyToAnotherSiteAfterTheLogIn() {
    for (String next :
        List.of("https://evil.example/", "//evil.example/", "/admin", "/sample/\\evil", "x")) {
      browser.get("/sample/login");
      HttpResponse<String> answer =
          browser.post(
              "/sample/login",
              Map.of("email", "a@b.c", "password", CannedApi.PASSWORD, "next", next));
      assertThat(answer.headers().firstValue("location")).as(next).contains("/sample/secret");
    }
  }

  @Test
  void saysTheSameOfAWrongPasswordAndOfAnUnknownAccount() {
    browser.get("/sample/login");
    HttpResponse<String> answer =
        browser.post("/sample/login", Map.of("email", "a@b.c", "password", "wrong"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("do not fit", "value=\"a@b.c\"").doesNotContain("wrong\"");
  }

  @Test
  void refusesWhoeverHasAnotherRoleAndGivesTheTokenBack() {
    api = new CannedApi("customer");
    HttpResponse<String> answer = browser.logIn("/sample");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("another portal");
    assertThat(api.seen("POST /api/auth/logout")).hasSize(1);
    assertThat(browser.get("/sample/secret").statusCode()).isEqualTo(303);
  }

  @Test
  void checksEveryFormWithAndWithoutHtmx() {
    browser.logIn("/sample");
    browser.get("/sample/secret");
    for (String[] headers :
        List.of(new String[] {"x-a", "b"}, new String[] {"hx-request", "true"})) {
      assertThat(browser.post("/sample/act", Map.of("_csrf", "forged"), headers).statusCode())
          .isEqualTo(403);
      String[] elsewhere = {headers[0], headers[1], "sec-fetch-site", "cross-site"};
      assertThat(browser.post("/sample/act", Map.of(), elsewhere).statusCode()).isEqualTo(403);
    }
    assertThat(browser.post("/sample/act", Map.of(), "sec-fetch-site", "same-origin").statusCode())
        .isEqualTo(303);
  }

  @Test
  void beginsANewSessionWithTheLogIn() {
    String before = token(browser.get("/sample/open").body());
    browser.logIn("/sample");
    assertThat(token(browser.get("/sample/open").body())).isNotEqualTo(before);
  }

  @Test
  void logsOut() {
    browser.logIn("/sample");
    browser.get("/sample/secret");
    assertThat(browser.post("/sample/logout", Map.of()).statusCode()).isEqualTo(303);
    assertThat(api.seen("POST /api/auth/logout")).hasSize(1);
    assertThat(browser.cookies().get(COOKIE)).isEmpty();
    assertThat(browser.get("/sample/secret").statusCode()).isEqualTo(303);
  }

  @Test
  void opensAnAccountAndShowsWhatIsWrongWithAField() {
    var form = Map.of("email", "a@b.c", "displayName", "Ada", "password", CannedApi.PASSWORD);
    browser.get("/sample/register");
    api.answer(
        "POST /api/auth/register",
        new ApiProblem(
            "Taken",
            409,
            "email: is taken",
            null,
            List.of(new Problem.FieldError("email", "is taken"))));
    HttpResponse<String> refused = browser.post("/sample/register", form);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("id=\"email-error\"", "is taken");
    api.answer("POST /api/auth/register", Map.of());
    HttpResponse<String> opened = browser.post("/sample/register", form);
    assertThat(opened.headers().firstValue("location")).contains("/sample/secret");
  }

  @Test
  void asksWhoHasJustOpenedAnAccountForTheCodeWhereEverybodyNeedsOne() {
    var form = Map.of("email", "a@b.c", "displayName", "Ada", "password", CannedApi.PASSWORD);
    browser.get("/sample/register");
    api.answer("POST /api/auth/register", Map.of())
        .answer("POST /api/auth/login", CannedApi.codeNeeded("mail"));
    HttpResponse<String> opened = browser.post("/sample/register", form);
    assertThat(opened.statusCode()).isEqualTo(200);
    assertThat(opened.body()).contains("sent a code to your mail address", "the-challenge");
  }

  @Test
  void renewsTheTokenOnceHoweverManyAskAtTheSameTime() throws Exception {
    api.tokensFor(30);
    browser.logIn("/sample");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> ask =
          () ->
              HttpClient.newHttpClient()
                  .send(browser.request("/sample/secret").build(), BodyHandlers.discarding())
                  .statusCode();
      for (Future<Integer> answer : threads.invokeAll(List.of(ask, ask, ask, ask, ask))) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(api.seen("POST /api/auth/refresh")).hasSize(1);
    assertThat(api.seen("GET /api/thing"))
        .allSatisfy(each -> assertThat(each.token()).startsWith("second-access"));
  }

  @Test
  void beginsAgainWhenTheLogInHasEndedAtThePlatform() {
    browser.logIn("/sample");
    var ended = new ApiProblem("Log in first", 401, "expired", null, List.of());
    api.answer("GET /api/thing", ended);
    HttpResponse<String> answer = browser.get("/sample/secret", "hx-request", "true");
    assertThat(answer.headers().firstValue("hx-redirect")).contains("/sample/login");
    assertThat(browser.cookies().get(COOKIE)).isEmpty();
  }

  @Test
  void showsWhatThePlatformRefusesInItsWords() {
    browser.logIn("/sample");
    api.answer("GET /api/thing", new ApiProblem("Busy <b>", 409, "Try soon", "req-1", List.of()));
    HttpResponse<String> page = browser.get("/sample/secret");
    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("Busy &lt;b&gt;", "Try soon", "req-1");
    HttpResponse<String> part = browser.get("/sample/secret", "hx-request", "true");
    assertThat(part.headers().firstValue("hx-retarget")).contains("#alerts");
    assertThat(part.body()).contains("Busy &lt;b&gt;").doesNotContain("<html");
  }

  @Test
  void hidesWhatIsBrokenBehindARequestId() {
    browser.logIn("/sample");
    HttpResponse<String> page = browser.get("/sample/broken", "x-request-id", "test-request-1");
    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body()).contains("test-request-1").doesNotContain("IllegalState");
  }

  @Test
  void answersUnknownPathsAndLargeFormsWithAPage() {
    HttpResponse<String> unknown = browser.get("/sample/none");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("nothing at this address");
    HttpResponse<String> large =
        browser.post("/sample/done", Map.of("a", "x".repeat(PortalServer.MAX_BODY_BYTES)));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("too large");
  }

  @Test
  void speaksTheReadersLanguage() {
    String html = browser.get("/sample/login", "accept-language", "de-CH,de;q=0.9,en").body();
    assertThat(html).contains("lang=\"de\"", "Anmelden");
    assertThat(browser.get("/sample/login", "accept-language", "fr").body()).contains("Log in");
  }

  @Test
  void letsBrowsersKeepAssetsForEver() {
    Matcher css =
        Pattern.compile("href=\"(/sample/assets/design\\.[0-9a-f]+\\.css)\"")
            .matcher(browser.get("/sample/open").body());
    assertThat(css.find()).isTrue();
    HttpResponse<String> asset = browser.get(css.group(1));
    assertThat(asset.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
    assertThat(asset.body()).contains("prefers-color-scheme");
    assertThat(browser.get("/sample/assets/design.css").statusCode()).isEqualTo(404);
  }

  @Test
  void tellsALivePageToLookAgainAndOnlyTheRightOne() throws Exception {
    assertThat(browser.get("/sample/stream").statusCode()).isEqualTo(401);
    browser.logIn("/sample");
    HttpResponse<InputStream> stream =
        HttpClient.newHttpClient()
            .send(browser.request("/sample/stream").build(), BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      nextChange(lines);
      streams.changed("somebody else");
      streams.changed(CannedApi.USER_ID);
      nextChange(lines);
      assertThat(lines.ready()).isFalse();
    }
  }

  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void endsAStreamWithTheTokenThatItWasOpenedWith() throws Exception {
    api.tokensFor(1);
    browser.logIn("/sample");
    HttpResponse<String> stream =
        HttpClient.newHttpClient()
            .send(browser.request("/sample/stream").build(), BodyHandlers.ofString());
    assertThat(stream.body()).contains("event: change").endsWith("\n\n");
  }

  private static void nextChange(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (!"event: change".equals(line)) {
      assertThat(line).isNotNull();
      line = lines.readLine();
    }
    lines.readLine();
    lines.readLine();
  }

  private static String token(String html) {
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(html);
    assertThat(token.find()).isTrue();
    return token.group(1);
  }
}
