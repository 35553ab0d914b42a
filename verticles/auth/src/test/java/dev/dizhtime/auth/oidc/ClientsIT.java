package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.auth.oidc.ProviderUnderTest.Client;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class ClientsIT {
  private static final String ELSEWHERE = "https://new.example.test/back";
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
  void clientsAreForAdminsAndTheirSecretsAreToldOnce(Infrastructure infra) throws Exception {
    Client client = provider.thirdParty();
    assertThat(client.secret()).hasSizeGreaterThan(40);
    assertThat(provider.http.as(provider.admin()).get("/api/auth/clients").expect(200).body())
        .contains(client.id())
        .doesNotContain(client.secret());
    String someone = provider.logIn(provider.person());
    provider.http.as(someone).get("/api/auth/clients").expect(403);
    provider
        .http
        .as(someone)
        .post("/api/auth/clients", ProviderUnderTest.registration("none", true))
        .expect(403);
    try (var database = infra.connect("auth");
        var statement = database.createStatement();
        var rows = statement.executeQuery("SELECT c::text FROM oauth_client c")) {
      while (rows.next()) {
        assertThat(rows.getString(1)).doesNotContain(client.secret());
      }
    }
    String code = provider.code(client, "openid offline_access");
    String refreshToken =
        provider.redeem(client, code).expect(200).json().path("refresh_token").asText();
    provider.http.as(provider.admin()).delete("/api/auth/clients/" + client.id()).expect(204);
    provider.refresh(client, refreshToken).expect(401);
    provider.http.post("/api/auth/refresh", Map.of("refreshToken", refreshToken)).expect(401);
  }

  @Test
  void isWhatItWasChangedToAndRemainsWhatItIs() {
    Client client = provider.thirdParty();
    TestResponse before = get(client);
    Map<String, Object> change = change();
    change.put("name", " Supper club ");
    change.put("redirectUris", List.of(ELSEWHERE));
    change.put("scopes", List.of("openid", "wallet:read"));
    TestResponse changed = put(client, change, before.header("etag")).expect(200);

    JsonNode now = get(client).json();
    assertThat(now).isEqualTo(changed.json());
    assertThat(now.path("name").asText()).isEqualTo("Supper club");
    assertThat(now.path("redirectUris").toString()).isEqualTo("[\"" + ELSEWHERE + "\"]");
    assertThat(now.path("scopes").toString()).isEqualTo("[\"openid\",\"wallet:read\"]");
    for (String same : List.of("clientId", "authentication", "firstParty", "grants", "roles")) {
      assertThat(now.path(same)).as(same).isEqualTo(before.json().path(same));
    }
    assertThat(get(client).header("etag")).isNotEqualTo(before.header("etag"));
    // The old secret still proves who it is, and the old address leads nowhere.
    provider.post(client, "/oauth/introspect", Map.of("token", "x")).expect(200);
    Map<String, List<String>> asking = ProviderUnderTest.asking(client, "openid");
    provider.browser().open(ProviderUnderTest.authorize(asking)).expect(400);
    asking.put("redirect_uri", List.of(ELSEWHERE));
    provider.browser().open(ProviderUnderTest.authorize(asking)).expect(200);
  }

  @Test
  void ofTwoWhoChangeTheSameVersionOneIsTold() {
    Client client = provider.thirdParty();
    String seen = get(client).header("etag");
    put(client, change(), seen).expect(200);
    assertThat(put(client, change(), seen).expect(412).json().path("type").asText())
        .isEqualTo("/problems/stale");
    provider
        .http
        .as(provider.admin())
        .put("/api/auth/clients/" + client.id(), change())
        .expect(428);
    put(client, change(), "seen").expect(400);
    put(client, change(), "*").expect(200);
  }

  @Test
  void whoHasMoreThanTheClientMayAskForNowIsOut() {
    Client client = provider.thirdParty();
    String more = refreshToken(client, "openid offline_access orders:read");
    String less = refreshToken(client, "openid offline_access");
    String code = provider.code(client, "openid orders:read");
    Map<String, Object> change = change();
    change.put("scopes", List.of("openid", "offline_access"));
    put(client, change, "*").expect(200);

    provider.refresh(client, more).expect(400);
    provider.redeem(client, code).expect(400);
    provider.refresh(client, less).expect(200);
  }

  @ParameterizedTest
  @CsvSource({
    "name, '\u202eevil', name",
    "redirectUris, http://app.test/, redirectUris",
    "redirectUris, , redirectUris",
    "scopes, api, scopes",
    "scopes, nonsense, scopes",
    "jwksUri, https://keys.example.test/, jwks"
  })
  void whatWouldNotBeRegisteredIsNotChangedTo(String field, String value, String blamed) {
    Client client = provider.thirdParty();
    JsonNode before = get(client).json();
    Map<String, Object> change = change();
    boolean single = field.equals("name") || field.equals("jwksUri");
    change.put(field, single ? value : value == null ? List.of() : List.of(value));
    assertThat(put(client, change, "*").expect(422).json().path("errors").path(0).path("field"))
        .asString()
        .contains(blamed);
    assertThat(get(client).json()).isEqualTo(before);
  }

  @Test
  void onlyAdminsChangeClientsAndOnlyThoseThatAreThere() {
    Client client = provider.thirdParty();
    provider
        .http
        .as(provider.logIn(provider.person()))
        .put("/api/auth/clients/" + client.id(), change(), "if-match", "*")
        .expect(403);
    put(new Client(UUID.randomUUID().toString(), null), change(), "*").expect(404);
  }

  private static Map<String, Object> change() {
    Map<String, Object> change = new HashMap<>();
    change.put("name", "Lunch club");
    change.put("redirectUris", List.of(ProviderUnderTest.BACK));
    change.put("scopes", List.of("openid", "offline_access", "orders:read"));
    return change;
  }

  private static String refreshToken(Client client, String scope) {
    return provider
        .redeem(client, provider.code(client, scope))
        .expect(200)
        .json()
        .path("refresh_token")
        .asText();
  }

  private static TestResponse get(Client client) {
    return provider.http.as(provider.admin()).get("/api/auth/clients/" + client.id()).expect(200);
  }

  private static TestResponse put(Client client, Map<String, Object> change, String seen) {
    return provider
        .http
        .as(provider.admin())
        .put("/api/auth/clients/" + client.id(), change, "if-match", seen);
  }
}
