package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.auth.oidc.ProviderUnderTest.Client;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestResponse;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that clients push ahead of the browser (RFC 9126). */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class PushedRequestIT {
  private static ProviderUnderTest provider;
  private final Infrastructure infra;

  PushedRequestIT(Infrastructure infra) {
    this.infra = infra;
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    provider = ProviderUnderTest.start(infra);
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @Test
  void theMetadataSaysWhereToPushThem() {
    JsonNode metadata = provider.http.get("/.well-known/openid-configuration").expect(200).json();
    assertThat(metadata.path("pushed_authorization_request_endpoint").asText())
        .isEqualTo(provider.issuer + "/oauth/par");
  }

  @Test
  void aPushedRequestBecomesACode() {
    Client client = provider.thirdParty();
    JsonNode pushed = push(client, ProviderUnderTest.asking(client, "openid")).expect(201).json();
    assertThat(pushed.path("expires_in").asInt()).isEqualTo(60);
    PlainBrowser browser = provider.browser();
    PlainBrowser.Page page =
        ProviderUnderTest.signIn(
            browser, browser.open(named(client, pushed)).expect(200), provider.person());
    PlainBrowser.Page back = browser.submit(page, Map.of("decision", "allow")).expect(303);
    assertThat(back.answer("state")).isEqualTo("state&more");
    provider.redeem(client, back.answer("code")).expect(200);
  }

  @Test
  void aNameIsGoodOnceForItsClientAndForAMinute() throws SQLException {
    Client client = provider.publicClient();
    JsonNode used = push(client, ProviderUnderTest.asking(client, "openid")).expect(201).json();
    provider.browser().open(named(client, used)).expect(200);
    notTaken(named(client, used));

    JsonNode anothers = push(client, ProviderUnderTest.asking(client, "openid")).expect(201).json();
    notTaken(named(provider.publicClient(), anothers));
    provider.browser().open(named(client, anothers)).expect(200);

    JsonNode late = push(client, ProviderUnderTest.asking(client, "openid")).expect(201).json();
    sql("UPDATE pushed_request SET expires_at = clock_timestamp() - interval '1 second'");
    notTaken(named(client, late));
    notTaken(
        "/oauth/authorize?client_id="
            + client.id()
            + "&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aguess");
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge,,invalid_request",
    "code_challenge_method,plain,invalid_request",
    "response_type,token,unsupported_response_type",
    "scope,openid api,invalid_scope",
    "redirect_uri,https://evil.test/back,invalid_request",
    "request_uri,urn:ietf:params:oauth:request_uri:again,invalid_request",
    "request,eyJhbGciOiJub25lIn0.e30.,request_not_supported"
  })
  void whatWouldBeRefusedInTheBrowserIsRefusedHereAndNotKept(
      String name, String value, String error) throws SQLException {
    Client client = provider.thirdParty();
    Map<String, List<String>> asking = ProviderUnderTest.asking(client, "openid");
    if (value == null) {
      asking.remove(name);
    } else {
      asking.put(name, List.of(value));
    }
    assertThat(push(client, asking).expect(400).json().path("error").asText()).isEqualTo(error);
    assertThat(kept(client)).isZero();
  }

  @Test
  void onlyTheClientItselfPushes() throws SQLException {
    Client client = provider.thirdParty();
    Map<String, List<String>> asking = ProviderUnderTest.asking(client, "openid");
    provider.postForm("/oauth/par", asking).expect(401);
    push(new Client(client.id(), "guess"), asking).expect(401);
    assertThat(kept(client)).isZero();
    Client other = provider.thirdParty();
    assertThat(push(other, asking).status()).isIn(400, 401);
    assertThat(kept(client) + kept(other)).isZero();
  }

  @Test
  void aSecretInTheFormIsNotKept() throws SQLException {
    Map<String, Object> registration = ProviderUnderTest.registration("client_secret_post", false);
    Client client = provider.register(registration);
    Map<String, List<String>> form =
        new LinkedHashMap<>(ProviderUnderTest.asking(client, "openid"));
    form.put("client_secret", List.of(client.secret()));
    provider.postForm("/oauth/par", form).expect(201);
    try (var database = infra.connect("auth");
        var rows =
            database.createStatement().executeQuery("SELECT p::text FROM pushed_request p")) {
      while (rows.next()) {
        assertThat(rows.getString(1)).doesNotContain(client.secret());
      }
    }
  }

  private static TestResponse push(Client client, Map<String, List<String>> asking) {
    return client.secret() == null
        ? provider.postForm("/oauth/par", asking)
        : provider.postForm("/oauth/par", asking, "authorization", client.basic());
  }

  private static String named(Client client, JsonNode pushed) {
    return ProviderUnderTest.authorize(
        Map.of(
            "client_id", List.of(client.id()),
            "request_uri", List.of(pushed.path("request_uri").asText())));
  }

  private static void notTaken(String address) {
    PlainBrowser.Page page = provider.browser().open(address).expect(400);
    assertThat(page.location()).isNull();
    assertThat(page.html()).contains("too late");
  }

  private long kept(Client client) throws SQLException {
    try (var database = infra.connect("auth");
        var rows =
            database
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM pushed_request WHERE client_id = '"
                        + client.id()
                        + "'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void sql(String statement) throws SQLException {
    try (var database = infra.connect("auth")) {
      database.createStatement().executeUpdate(statement);
    }
  }
}
