package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.dizhtime.auth.AuthEnvironment;
import dev.dizhtime.auth.oidc.ProviderUnderTest.Client;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestResponse;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class ProviderAttacksIT {
  private static ProviderUnderTest provider;

  @BeforeAll
  static void start(Infrastructure infra) {
    provider = ProviderUnderTest.start(infra);
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @Test
  void aCodeIsGoodOnceAndASecondUseRevokesWhatTheFirstGave() {
    Client client = provider.thirdParty();
    String code = provider.code(client, "openid offline_access");
    JsonNode tokens = provider.redeem(client, code).expect(200).json();
    refused(provider.redeem(client, code), "invalid_grant");
    refused(provider.refresh(client, tokens.path("refresh_token").asText()), "invalid_grant");
    assertThat(
            provider
                .introspect(client, tokens.path("access_token").asText())
                .path("active")
                .asBoolean())
        .isFalse();
  }

  @Test
  void aCodeEndsAfterAMinute(Infrastructure infra) throws Exception {
    Client client = provider.publicClient();
    String code = provider.code(client, "openid");
    sql(infra, "UPDATE authorization_code SET expires_at = expires_at - interval '60 seconds'");
    refused(provider.redeem(client, code), "invalid_grant");
  }

  @Test
  void aCodeWithoutItsVerifierIsWorthNothing() {
    Client client = provider.publicClient();
    String code = provider.code(client, "openid");
    refused(
        provider.post(
            client,
            "/oauth/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                ProviderUnderTest.BACK)),
        "invalid_grant");
    refused(provider.redeem(client, code, new CodeVerifier().getValue()), "invalid_grant");
    refused(provider.redeem(client, code), "invalid_grant");
  }

  @Test
  void aCodeIsRedeemedWithTheAddressThatItWasSentTo() {
    Map<String, Object> registration = ProviderUnderTest.registration("none", true);
    registration.put(
        "redirectUris", List.of(ProviderUnderTest.BACK, "https://app.example.test/two"));
    Client client = provider.register(registration);
    refused(
        provider.post(
            client,
            "/oauth/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                provider.code(client, "openid"),
                "redirect_uri",
                "https://app.example.test/two",
                "code_verifier",
                ProviderUnderTest.VERIFIER.getValue())),
        "invalid_grant");
  }

  @Test
  void whatOneClientWasGivenIsOfNoUseToAnother() {
    Client mine = provider.thirdParty();
    Client other = provider.thirdParty();
    String code = provider.code(mine, "openid offline_access");
    refused(provider.redeem(other, code), "invalid_grant");
    JsonNode tokens = provider.redeem(mine, code).expect(200).json();
    String refreshToken = tokens.path("refresh_token").asText();
    refused(provider.refresh(other, refreshToken), "invalid_grant");
    provider.post(other, "/oauth/revoke", Map.of("token", refreshToken)).expect(200);
    provider
        .post(other, "/oauth/revoke", Map.of("token", tokens.path("access_token").asText()))
        .expect(200);
    provider.http.post("/api/auth/refresh", Map.of("refreshToken", refreshToken)).expect(401);
    provider.http.post("/api/auth/logout", Map.of("refreshToken", refreshToken)).expect(204);
    assertThat(provider.introspect(other, refreshToken).path("active").asBoolean()).isFalse();
    assertThat(
            provider
                .introspect(other, tokens.path("access_token").asText())
                .path("active")
                .asBoolean())
        .isFalse();
    provider.refresh(mine, refreshToken).expect(200);
  }

  @Test
  void aRefreshTokenOfALogInIsOfNoUseToAClient() {
    String email = provider.person();
    String refreshToken =
        provider
            .http
            .post("/api/auth/login", Map.of("email", email, "password", AuthEnvironment.PASSWORD))
            .expect(200)
            .json()
            .path("refreshToken")
            .asText();
    refused(provider.refresh(provider.publicClient(), refreshToken), "invalid_grant");
    provider.http.post("/api/auth/refresh", Map.of("refreshToken", refreshToken)).expect(200);
  }

  @Test
  void usingARefreshTokenAgainAfterTheGraceEndsTheSession(Infrastructure infra) throws Exception {
    Client client = provider.publicClient();
    String first =
        provider
            .redeem(client, provider.code(client, "openid"))
            .expect(200)
            .json()
            .path("refresh_token")
            .asText();
    provider.refresh(client, first).expect(200);
    String second =
        provider.refresh(client, first).expect(200).json().path("refresh_token").asText();
    sql(
        infra,
        "UPDATE refresh_token SET used_at = used_at - interval '1 minute' WHERE used_at IS NOT"
            + " NULL");
    refused(provider.refresh(client, first), "invalid_grant");
    refused(provider.refresh(client, second), "invalid_grant");
  }

  @Test
  void aClientThatDoesNotProveItselfGetsNothing() {
    Client client = provider.thirdParty();
    String code = provider.code(client, "openid");
    Client guessing = new Client(client.id(), "guess");
    Client silent = new Client(client.id(), null);
    for (Client who : List.of(guessing, silent, new Client("none", null))) {
      TestResponse answer = provider.redeem(who, code).expect(401);
      assertThat(answer.json().path("error").asText()).isEqualTo("invalid_client");
      assertThat(answer.header("www-authenticate")).startsWith("Basic");
    }
    Map<String, List<String>> inTheBody =
        Map.of(
            "grant_type", List.of("authorization_code"),
            "code", List.of(code),
            "redirect_uri", List.of(ProviderUnderTest.BACK),
            "code_verifier", List.of(ProviderUnderTest.VERIFIER.getValue()),
            "client_id", List.of(client.id()),
            "client_secret", List.of(client.secret()));
    provider.postForm("/oauth/token", inTheBody).expect(401);
    provider.redeem(client, code).expect(200);
  }

  @Test
  void strangersLearnNothingOfATokenByIntrospection() {
    Client client = provider.thirdParty();
    String token =
        provider
            .redeem(client, provider.code(client, "openid"))
            .expect(200)
            .json()
            .path("access_token")
            .asText();
    Map<String, List<String>> form = Map.of("token", List.of(token));
    provider.postForm("/oauth/introspect", form).expect(401);
    provider.postForm("/oauth/introspect", form, "authorization", "Bearer " + token).expect(401);
    provider.post(provider.publicClient(), "/oauth/introspect", Map.of("token", token)).expect(401);
    assertThat(provider.introspect(provider.thirdParty(), token).toString())
        .isEqualTo("{\"active\":false}");
    assertThat(provider.introspect(client, token).path("scope").asText()).isEqualTo("openid");
  }

  @Test
  void thereIsNoPasswordGrantAndNoGrantThatAClientIsNotRegisteredFor() {
    Client client = provider.thirdParty();
    refused(
        provider.post(
            client,
            "/oauth/token",
            Map.of(
                "grant_type",
                "password",
                "username",
                provider.person(),
                "password",
                AuthEnvironment.PASSWORD)),
        "unsupported_grant_type");
    refused(
        provider.post(client, "/oauth/token", Map.of("grant_type", "client_credentials")),
        "unauthorized_client");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "grant_type=authorization_code",
        "grant_type=authorization_code&code=a&code=b",
        "grant_type=refresh_token&refresh_token=a&refresh_token=b",
        "grant_type=%zz",
        "%",
        "grant_type=client_credentials&grant_type=client_credentials",
        "{\"grant_type\":\"client_credentials\"}"
      })
  void aMalformedFormIsTheSendersFault(String form) {
    Client client = provider.thirdParty();
    TestResponse answer =
        provider.http.post(
            "/oauth/token",
            form,
            "authorization",
            client.basic(),
            "content-type",
            "application/x-www-form-urlencoded");
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("error").doesNotContain("Exception");
  }

  @Test
  void anIdTokenIsNoAccessToken() {
    Client client = provider.publicClient();
    String idToken =
        provider
            .redeem(client, provider.code(client, "openid"))
            .expect(200)
            .json()
            .path("id_token")
            .asText();
    provider.http.as(idToken).get("/api/auth/me").expect(401);
    provider.http.as(idToken).get("/oauth/userinfo").expect(401);
  }

  @Test
  void aClientsTokenReachesNoOperationWithoutItsScope() {
    Client third = provider.thirdParty();
    String email = provider.person();
    String delegated =
        provider
            .redeem(third, provider.code(provider.browser(), third, "openid orders:read", email))
            .expect(200)
            .json()
            .path("access_token")
            .asText();
    for (String path : List.of("/api/auth/me", "/api/auth/sessions", "/api/auth/consents")) {
      TestResponse answer = provider.http.as(delegated).get(path).expect(403);
      assertThat(answer.header("www-authenticate")).contains("insufficient_scope");
    }
    provider.http.as(delegated).post("/api/auth/sessions/ending", Map.of()).expect(403);
    provider.http.as(delegated).get("/api/auth/jwks").expect(200);
    provider.http.as(provider.logIn(email)).get("/api/auth/me").expect(200);
  }

  @Test
  void ourOwnClientWithTheScopeOfEverythingActsAsThePerson() {
    Map<String, Object> registration = ProviderUnderTest.registration("none", true);
    registration.put("scopes", List.of("openid", "api"));
    Client ours = provider.register(registration);
    String token =
        provider
            .redeem(ours, provider.code(ours, "openid api"))
            .expect(200)
            .json()
            .path("access_token")
            .asText();
    provider.http.as(token).get("/api/auth/me").expect(200);
    registration.put("firstParty", false);
    provider.http.as(provider.admin()).post("/api/auth/clients", registration).expect(422);
  }

  @Test
  void aServiceIsNoPersonAndHasTheRolesThatItWasGrantedOnly() {
    Client plain = provider.service(List.of("orders:read"), List.of());
    String token = serviceToken(plain).expect(200).json().path("access_token").asText();
    provider.http.as(token).get("/api/auth/me").expect(403);
    provider.http.as(token).get("/api/auth/clients").expect(403);
    provider.http.as(token).get("/oauth/userinfo").expect(401);
    // The role alone is not enough: no scope reaches the administration of clients.
    Client admin = provider.service(List.of("orders:read"), List.of("admin"));
    String strong = serviceToken(admin).expect(200).json().path("access_token").asText();
    provider.http.as(strong).get("/api/auth/clients").expect(403);
    assertThat(provider.introspect(admin, strong).path("sub").asText()).isEqualTo(admin.id());
    refused(
        provider.post(
            plain,
            "/oauth/token",
            Map.of("grant_type", "client_credentials", "scope", "orders:write")),
        "invalid_scope");
    refused(
        provider.post(plain, "/oauth/revoke", Map.of("token", token)), "unsupported_token_type");
  }

  @Test
  void keepsNoCodeAndNoCookieInClear(Infrastructure infra) throws Exception {
    PlainBrowser browser = provider.browser();
    String code = provider.code(browser, provider.publicClient(), "openid", provider.person());
    String cookie = browser.cookies().get("__Host-dizhtime-sign-in");
    assertThat(cookie).hasSizeGreaterThan(40);
    try (Connection database = infra.connect("auth");
        var statement = database.createStatement()) {
      for (String table : List.of("authorization_code", "browser_session", "session")) {
        try (var rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
          while (rows.next()) {
            assertThat(rows.getString(1)).doesNotContain(code).doesNotContain(cookie);
          }
        }
      }
    }
  }

  private static TestResponse serviceToken(Client client) {
    return provider.post(client, "/oauth/token", Map.of("grant_type", "client_credentials"));
  }

  private static void refused(TestResponse answer, String error) {
    assertThat(answer.expect(400).json().path("error").asText()).isEqualTo(error);
  }

  private static void sql(Infrastructure infra, String statement) throws Exception {
    try (Connection database = infra.connect("auth");
        var run = database.createStatement()) {
      run.executeUpdate(statement);
    }
  }
}
