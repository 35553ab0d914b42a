package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.dizhtime.auth.AuthEnvironment;
import dev.dizhtime.auth.AuthenticatorApp;
import dev.dizhtime.auth.oidc.ProviderUnderTest.Client;
import dev.dizhtime.testkit.DrivenClock;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class ProviderIT {
  private static final DrivenClock clock = DrivenClock.goingFrom(AuthenticatorApp.begin());

  private static ProviderUnderTest provider;

  @BeforeAll
  static void start(Infrastructure infra) {
    provider = ProviderUnderTest.start(infra, Map.of(), clock);
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @Test
  void aThirdPartyGetsTokensForSomeoneWhoSignsInAndAllowsIt() throws Exception {
    Client client = provider.thirdParty();
    String email = provider.person();
    PlainBrowser browser = provider.browser();
    PlainBrowser.Page page =
        browser.open(
            ProviderUnderTest.authorize(
                ProviderUnderTest.asking(client, "openid email offline_access orders:read")));
    assertThat(page.expect(200).html()).contains("Lunch club", "type=\"password\"");
    page = ProviderUnderTest.signIn(browser, page, email);
    assertThat(page.expect(200).html())
        .contains("Lunch club asks to", "see your orders", "know your e-mail address", email)
        .doesNotContain("know your name");
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("form-action 'self' https://app.example.test", "frame-ancestors 'none'");

    page = browser.submit(page, Map.of("decision", "allow")).expect(303);
    assertThat(page.location().toString()).startsWith(ProviderUnderTest.BACK + "?");
    assertThat(page.answer("state")).isEqualTo("state&more");
    assertThat(page.answer("iss")).isEqualTo(provider.issuer);

    TestResponse answer = provider.redeem(client, page.answer("code")).expect(200);
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    JsonNode tokens = answer.json();
    assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(900);
    assertThat(tokens.path("refresh_token").asText()).isNotEmpty();
    checkAccessToken(client, tokens.path("access_token").asText());
    checkIdToken(client, tokens, email);
  }

  @Test
  void aThirdPartyNeverActsAsSupportOrAdmin(Infrastructure infra) throws Exception {
    Client client = provider.thirdParty();
    String email = provider.person();
    try (var database = infra.connect("auth");
        var statement = database.prepareStatement("UPDATE account SET roles = ? WHERE email = ?")) {
      statement.setArray(
          1, database.createArrayOf("text", new String[] {"admin", "support", "customer"}));
      statement.setString(2, email);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    PlainBrowser browser = provider.browser();
    String code = provider.code(browser, client, "openid orders:read", email);
    String token = provider.redeem(client, code).expect(200).json().path("access_token").asText();

    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("roles"))
        .containsExactly("customer");
  }

  private static void checkAccessToken(Client client, String text) throws Exception {
    SignedJWT token = SignedJWT.parse(text);
    assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly("dizhtime");
    assertThat(claims.getStringClaim("client_id")).isEqualTo(client.id());
    assertThat(claims.getStringClaim("scope")).isEqualTo("openid email offline_access orders:read");
    assertThat(claims.getStringListClaim("roles")).containsExactly("customer");
    assertThat(claims.getClaim("name")).as("not asked for").isNull();
  }

  private static void checkIdToken(Client client, JsonNode tokens, String email) throws Exception {
    SignedJWT token = SignedJWT.parse(tokens.path("id_token").asText());
    JWKSet keys = JWKSet.parse(provider.http.get("/api/auth/jwks").expect(200).body());
    assertThat(
            token.verify(
                new ECDSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
        .isTrue();
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(provider.issuer);
    assertThat(claims.getAudience()).containsExactly(client.id());
    assertThat(claims.getStringClaim("nonce")).isEqualTo("nonce-1");
    assertThat(claims.getStringClaim("email")).isEqualTo(email);
    assertThat(claims.getStringClaim("sid")).isNotEmpty();
    assertThat(claims.getLongClaim("auth_time"))
        .isBetween(
            clock.instant().minusSeconds(60).getEpochSecond(), clock.instant().getEpochSecond());
    assertThat(claims.getStringClaim("at_hash"))
        .isEqualTo(
            AccessTokenHash.compute(
                    new BearerAccessToken(tokens.path("access_token").asText()),
                    JWSAlgorithm.ES256,
                    null)
                .getValue());
  }

  @Test
  void consentIsRememberedUntilMoreIsAskedForOrItIsTakenBack() {
    Client client = provider.thirdParty();
    String email = provider.person();
    PlainBrowser browser = provider.browser();
    String refreshToken =
        provider
            .redeem(client, provider.code(browser, client, "openid offline_access", email))
            .expect(200)
            .json()
            .path("refresh_token")
            .asText();

    String again = ProviderUnderTest.authorize(ProviderUnderTest.asking(client, "openid"));
    assertThat(browser.open(again).expect(303).answer()).containsKey("code");
    String more = ProviderUnderTest.authorize(ProviderUnderTest.asking(client, "openid profile"));
    assertThat(browser.open(more).expect(200).html()).contains("know your name");

    String token = provider.logIn(email);
    JsonNode connected = provider.http.as(token).get("/api/auth/consents").expect(200).json();
    assertThat(connected.path("items").findValuesAsText("clientId")).containsExactly(client.id());
    assertThat(
            provider
                .http
                .as(token)
                .get("/api/auth/sessions")
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("client"))
        .containsExactly("Lunch club");

    String revocation = "/api/auth/consents/" + client.id() + "/revocation";
    Map<String, String> wrong = Map.of("currentPassword", "wrong password");
    Map<String, String> right = Map.of("currentPassword", AuthEnvironment.PASSWORD);
    provider.http.as(token).post(revocation, Map.of()).expect(400);
    provider.http.as(token).post(revocation, wrong).expect(422);
    browser.open(again).expect(303);
    provider.http.as(token).post(revocation, right).expect(204);
    provider.http.as(token).post(revocation, right).expect(404);
    provider.refresh(client, refreshToken).expect(400);
    browser.open(again).expect(200);
  }

  @Test
  void whoRefusesSendsTheClientAnError() {
    Client client = provider.thirdParty();
    PlainBrowser browser = provider.browser();
    PlainBrowser.Page page =
        ProviderUnderTest.signIn(
            browser,
            browser.open(ProviderUnderTest.authorize(ProviderUnderTest.asking(client, "openid"))),
            provider.person());
    page = browser.submit(page.expect(200), Map.of("decision", "deny")).expect(303);
    assertThat(page.answer("error")).isEqualTo("access_denied");
    assertThat(page.answer("state")).isEqualTo("state&more");
    assertThat(page.answer("iss")).isEqualTo(provider.issuer);
  }

  @Test
  void ourOwnClientsAskForNoConsentAndAreSignedInSilently() {
    Client client = provider.publicClient();
    PlainBrowser browser = provider.browser();
    Map<String, List<String>> asking = ProviderUnderTest.asking(client, "openid");
    asking.put("prompt", List.of("none"));
    String silently = ProviderUnderTest.authorize(asking);
    assertThat(browser.open(silently).expect(303).answer("error")).isEqualTo("login_required");
    provider.code(browser, client, "openid", provider.person());
    assertThat(browser.open(silently).expect(303).answer()).containsKey("code");
    asking.put("prompt", List.of("login"));
    assertThat(browser.open(ProviderUnderTest.authorize(asking)).expect(200).html())
        .contains("type=\"password\"");
  }

  @Test
  void refreshingRotatesAndNarrowsButNeverWidens() {
    Client client = provider.publicClient();
    String first = refreshToken(client, "openid profile orders:read");
    JsonNode second = provider.refresh(client, first).expect(200).json();
    assertThat(second.path("id_token").asText()).isNotEmpty();
    assertThat(second.path("refresh_token").asText()).isNotEqualTo(first);

    String next = second.path("refresh_token").asText();
    JsonNode wide =
        provider
            .post(
                client,
                "/oauth/token",
                Map.of(
                    "grant_type", "refresh_token", "refresh_token", next, "scope", "openid email"))
            .expect(400)
            .json();
    assertThat(wide.path("error").asText()).isEqualTo("invalid_scope");
    JsonNode narrow =
        provider
            .post(
                client,
                "/oauth/token",
                Map.of(
                    "grant_type", "refresh_token", "refresh_token", next, "scope", "orders:read"))
            .expect(200)
            .json();
    assertThat(narrow.path("scope").asText()).isEqualTo("orders:read");
    assertThat(narrow.has("id_token")).isFalse();
  }

  @Test
  void revokingEitherTokenEndsTheSession() {
    Client client = provider.thirdParty();
    for (String which : List.of("refresh_token", "access_token")) {
      JsonNode tokens =
          provider
              .redeem(client, provider.code(client, "openid offline_access"))
              .expect(200)
              .json();
      assertThat(
              provider
                  .introspect(client, tokens.path("access_token").asText())
                  .path("active")
                  .asBoolean())
          .isTrue();
      provider
          .post(client, "/oauth/revoke", Map.of("token", tokens.path(which).asText()))
          .expect(200);
      assertThat(
              provider
                  .introspect(client, tokens.path("access_token").asText())
                  .path("active")
                  .asBoolean())
          .isFalse();
      provider.refresh(client, tokens.path("refresh_token").asText()).expect(400);
      provider.http.as(tokens.path("access_token").asText()).get("/oauth/userinfo").expect(401);
    }
    provider.post(client, "/oauth/revoke", Map.of("token", "never-seen")).expect(200);
  }

  @Test
  void userinfoSaysWhatTheScopesAllow() {
    Client client = provider.thirdParty();
    String email = provider.person();
    String token =
        provider
            .redeem(client, provider.code(provider.browser(), client, "openid email", email))
            .expect(200)
            .json()
            .path("access_token")
            .asText();
    JsonNode info = provider.http.as(token).get("/oauth/userinfo").expect(200).json();
    assertThat(info.path("email").asText()).isEqualTo(email);
    assertThat(info.has("name")).isFalse();
    TestResponse nobody = provider.http.get("/oauth/userinfo").expect(401);
    assertThat(nobody.header("www-authenticate")).startsWith("Bearer");
    provider.http.as(provider.logIn(email)).get("/oauth/userinfo").expect(401);
  }

  @Test
  void aClientThatSignsPeopleOutEndsItsSessionAndTheBrowsers() {
    Map<String, Object> registration = ProviderUnderTest.registration("none", true);
    registration.put("postLogoutRedirectUris", List.of("https://app.example.test/bye?x=1"));
    Client client = provider.register(registration);
    PlainBrowser browser = provider.browser();
    JsonNode tokens =
        provider
            .redeem(client, provider.code(browser, client, "openid", provider.person()))
            .expect(200)
            .json();
    String bye =
        "/oauth/end-session?post_logout_redirect_uri=https%3A%2F%2Fapp.example.test%2Fbye%3Fx%3D1&state=s1&client_id="
            + client.id();
    PlainBrowser.Page asked = browser.open(bye).expect(200);
    assertThat(asked.html()).contains("Do you want to sign out");
    assertThat(browser.cookies()).containsKey("__Host-dizhtime-sign-in");

    PlainBrowser.Page gone =
        browser.open(bye + "&id_token_hint=" + tokens.path("id_token").asText()).expect(303);
    assertThat(gone.location()).hasToString("https://app.example.test/bye?x=1&state=s1");
    assertThat(browser.cookies()).doesNotContainKey("__Host-dizhtime-sign-in");
    provider.refresh(client, tokens.path("refresh_token").asText()).expect(400);
    browser
        .open(ProviderUnderTest.authorize(ProviderUnderTest.asking(client, "openid")))
        .expect(200);
    PlainBrowser.Page elsewhere =
        browser.open(
            "/oauth/end-session?post_logout_redirect_uri=https%3A%2F%2Fevil.test&client_id="
                + client.id());
    assertThat(elsewhere.expect(200).location()).isNull();
  }

  @Test
  void aSecondFactorIsAskedForHereToo() {
    String email = provider.person();
    TestHttp owner = provider.http.as(provider.logIn(email));
    String secret =
        owner
            .post("/api/auth/second-factor", Map.of("currentPassword", AuthEnvironment.PASSWORD))
            .expect(200)
            .json()
            .path("secret")
            .asText();
    var app = new AuthenticatorApp(secret, clock);
    owner.post("/api/auth/second-factor/confirmation", Map.of("code", app.nextCode())).expect(200);

    Client client = provider.publicClient();
    PlainBrowser browser = provider.browser();
    String address = ProviderUnderTest.authorize(ProviderUnderTest.asking(client, "openid"));
    PlainBrowser.Page page =
        browser.submit(
            browser.open(address).expect(200),
            Map.of("email", email, "password", AuthEnvironment.PASSWORD));
    assertThat(page.expect(200).html()).contains("Your second factor");
    assertThat(browser.cookies()).doesNotContainKey("__Host-dizhtime-sign-in");
    page = browser.submit(page, Map.of("code", "000000")).expect(401);
    assertThat(browser.cookies()).doesNotContainKey("__Host-dizhtime-sign-in");
    page = browser.submit(page, Map.of("code", app.nextCode())).expect(303);
    assertThat(browser.open(page.location().toString()).expect(303).answer()).containsKey("code");
  }

  @Test
  void loggingOutEverywhereSignsTheBrowserOutToo() {
    Client client = provider.publicClient();
    String email = provider.person();
    PlainBrowser browser = provider.browser();
    provider.code(browser, client, "openid", email);
    provider.logOutEverywhere(email);
    browser
        .open(ProviderUnderTest.authorize(ProviderUnderTest.asking(client, "openid")))
        .expect(200);
  }

  @Test
  void saysWhereEverythingIs() {
    JsonNode metadata = provider.http.get("/.well-known/openid-configuration").expect(200).json();
    assertThat(metadata.path("issuer").asText()).isEqualTo(provider.issuer);
    assertThat(metadata.path("code_challenge_methods_supported").toString())
        .isEqualTo("[\"S256\"]");
    assertThat(metadata.path("response_types_supported").toString()).isEqualTo("[\"code\"]");
    assertThat(metadata.path("authorization_response_iss_parameter_supported").asBoolean())
        .isTrue();
    assertThat(provider.http.get("/.well-known/oauth-authorization-server").expect(200).json())
        .isEqualTo(metadata);
    assertThat(
            provider
                .http
                .get(metadata.path("jwks_uri").asText().substring(provider.issuer.length()))
                .expect(200)
                .json()
                .path("keys"))
        .isNotEmpty();
    assertThat(provider.http.get("/oauth/style.css").expect(200).body()).contains("--brand");
  }

  private static String refreshToken(Client client, String scope) {
    return provider
        .redeem(client, provider.code(client, scope))
        .expect(200)
        .json()
        .path("refresh_token")
        .asText();
  }
}
