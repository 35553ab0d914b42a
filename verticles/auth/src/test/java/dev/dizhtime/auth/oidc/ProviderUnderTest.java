package dev.dizhtime.auth.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.dizhtime.auth.AuthEnvironment;
import dev.dizhtime.auth.Mailbox;
import dev.dizhtime.auth.RunningAuth;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Auth, started as a provider whose issuer is its own address, and what one does with it. */
final class ProviderUnderTest implements AutoCloseable {
  static final String BACK = "https://app.example.test/back";
  static final CodeVerifier VERIFIER = new CodeVerifier();

  private final RunningAuth auth;
  final Mailbox mailbox;
  final String issuer;
  final TestHttp http;
  private String admin;

  /** A client as the registration answered. */
  record Client(String id, String secret) {
    String basic() {
      return "Basic "
          + Base64.getEncoder()
              .encodeToString((id + ":" + secret).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private ProviderUnderTest(RunningAuth auth, String issuer, Mailbox mailbox) {
    this.auth = auth;
    this.mailbox = mailbox;
    this.issuer = issuer;
    this.http = TestHttp.at(issuer);
  }

  static ProviderUnderTest start(Infrastructure infra) {
    return start(infra, Map.of());
  }

  static ProviderUnderTest start(Infrastructure infra, Map<String, String> more) {
    return start(infra, more, Clock.systemUTC());
  }

  static ProviderUnderTest start(Infrastructure infra, Map<String, String> more, Clock clock) {
    Map<String, String> environment = AuthEnvironment.of(infra);
    String issuer = "http://127.0.0.1:" + environment.get("DIZHTIME_HTTP_PORT");
    environment.put("DIZHTIME_TOKEN_ISSUER", issuer);
    environment.putAll(more);
    return new ProviderUnderTest(
        new RunningAuth(infra, environment, clock), issuer, new Mailbox(infra));
  }

  @Override
  public void close() {
    auth.close();
  }

  PlainBrowser browser() {
    return new PlainBrowser(issuer);
  }

  /** Someone new; returns their e-mail address. */
  String person() {
    String email = UUID.randomUUID() + "@example.test";
    http.post("/api/auth/register", AuthEnvironment.registration(email, "customer")).expect(201);
    return email;
  }

  /** An access token by log-in. */
  String logIn(String email) {
    return logIn(email, AuthEnvironment.PASSWORD);
  }

  private String logIn(String email, String password) {
    int before = mailbox.codes(email);
    TestResponse answer =
        http.post("/api/auth/login", Map.of("email", email, "password", password));
    if (answer.status() == 401) {
      // Where everybody needs a second factor.
      String challenge = answer.json().path("challenge").asText();
      String code = mailbox.code(email, before + 1);
      answer =
          http.post("/api/auth/login/second-factor", Map.of("challenge", challenge, "code", code));
    }
    return answer.expect(200).json().path("accessToken").asText();
  }

  void logOutEverywhere(String email) {
    http.as(logIn(email))
        .post("/api/auth/sessions/ending", Map.of("currentPassword", AuthEnvironment.PASSWORD))
        .expect(204);
  }

  String admin() {
    if (admin == null) {
      admin = logIn(AuthEnvironment.ADMIN, AuthEnvironment.ADMIN_PASSWORD);
    }
    return admin;
  }

  static Map<String, Object> registration(String authentication, boolean firstParty) {
    Map<String, Object> registration = new HashMap<>();
    registration.put("name", "Lunch club");
    registration.put("authentication", authentication);
    registration.put("firstParty", firstParty);
    registration.put("redirectUris", List.of(BACK));
    registration.put("grants", List.of("authorization_code", "refresh_token"));
    registration.put(
        "scopes", List.of("openid", "profile", "email", "offline_access", "orders:read"));
    return registration;
  }

  Client register(Map<String, Object> registration) {
    JsonNode client = http.as(admin()).post("/api/auth/clients", registration).expect(201).json();
    return new Client(client.path("clientId").asText(), client.path("clientSecret").asText(null));
  }

  /** A third party that proves itself by a secret. */
  Client thirdParty() {
    return register(registration("client_secret_basic", false));
  }

  /** A program of ours in people's hands. */
  Client publicClient() {
    return register(registration("none", true));
  }

  /** A client that acts for itself, with these scopes and roles. */
  Client service(List<String> scopes, List<String> roles) {
    Map<String, Object> registration = registration("client_secret_basic", false);
    registration.put("redirectUris", List.of());
    registration.put("grants", List.of("client_credentials"));
    registration.put("scopes", scopes);
    registration.put("roles", roles);
    return register(registration);
  }

  /** A good authorization request, to be made worse. */
  static Map<String, List<String>> asking(Client client, String scope) {
    Map<String, List<String>> asking = new LinkedHashMap<>();
    asking.put("response_type", List.of("code"));
    asking.put("client_id", List.of(client.id()));
    asking.put("redirect_uri", List.of(BACK));
    asking.put("scope", List.of(scope));
    asking.put("state", List.of("state&more"));
    asking.put("nonce", List.of("nonce-1"));
    asking.put(
        "code_challenge",
        List.of(CodeChallenge.compute(CodeChallengeMethod.S256, VERIFIER).getValue()));
    asking.put("code_challenge_method", List.of("S256"));
    return asking;
  }

  static String authorize(Map<String, List<String>> asking) {
    return "/oauth/authorize?" + URLUtils.serializeParameters(asking);
  }

  /** Signs someone in on the page that is shown; returns what comes then. */
  static PlainBrowser.Page signIn(PlainBrowser browser, PlainBrowser.Page page, String email) {
    PlainBrowser.Page in =
        browser.submit(page, Map.of("email", email, "password", AuthEnvironment.PASSWORD));
    return browser.open(in.expect(303).location().toString());
  }

  /** A code for someone new, who allows everything. */
  String code(Client client, String scope) {
    return code(browser(), client, scope, person());
  }

  String code(PlainBrowser browser, Client client, String scope, String email) {
    PlainBrowser.Page page =
        signIn(browser, browser.open(authorize(asking(client, scope))).expect(200), email);
    if (page.status() == 200) {
      page = browser.submit(page, Map.of("decision", "allow"));
    }
    return page.expect(303).answer("code");
  }

  /** Presents a form at an endpoint of the back channel, with the client's secret if it has one. */
  TestResponse post(Client client, String path, Map<String, String> fields) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    fields.forEach((name, value) -> form.put(name, List.of(value)));
    if (client.secret() == null) {
      form.put("client_id", List.of(client.id()));
      return postForm(path, form);
    }
    return postForm(path, form, "authorization", client.basic());
  }

  TestResponse postForm(String path, Map<String, List<String>> form, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "content-type";
    all[headers.length + 1] = "application/x-www-form-urlencoded";
    return http.post(path, URLUtils.serializeParameters(form), all);
  }

  TestResponse redeem(Client client, String code) {
    return redeem(client, code, VERIFIER.getValue());
  }

  TestResponse redeem(Client client, String code, String verifier) {
    return post(
        client,
        "/oauth/token",
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", BACK,
            "code_verifier", verifier));
  }

  TestResponse refresh(Client client, String refreshToken) {
    return post(
        client,
        "/oauth/token",
        Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  JsonNode introspect(Client client, String token) {
    return post(client, "/oauth/introspect", Map.of("token", token)).expect(200).json();
  }
}
