package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.auth.AuthEnvironment;
import dev.dizhtime.auth.oidc.ProviderUnderTest.Client;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class AuthorizationAttacksIT {
  private static ProviderUnderTest provider;

  @BeforeAll
  static void start(Infrastructure infra) {
    provider = ProviderUnderTest.start(infra);
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge,,invalid_request",
    "code_challenge_method,,invalid_request",
    "code_challenge_method,plain,invalid_request",
    "code_challenge,short,invalid_request",
    "response_type,token,unsupported_response_type",
    "response_type,id_token token,unsupported_response_type",
    "response_type,,invalid_request",
    "response_mode,fragment,invalid_request",
    "scope,openid api,invalid_scope",
    "scope,openid nonsense,invalid_scope",
    "scope,,invalid_scope",
    "prompt,none login,invalid_request",
    "request_uri,https://evil.test/request,request_uri_not_supported",
    "request,eyJhbGciOiJub25lIn0.e30.,request_not_supported"
  })
  void aRequestThatIsNotGoodIsToldToTheClient(String name, String value, String error) {
    Map<String, List<String>> asking = ProviderUnderTest.asking(provider.publicClient(), "openid");
    if (value == null) {
      asking.remove(name);
    } else {
      asking.put(name, List.of(value));
    }
    PlainBrowser.Page answer =
        provider.browser().open(ProviderUnderTest.authorize(asking)).expect(303);
    assertThat(answer.location().toString()).startsWith(ProviderUnderTest.BACK + "?");
    assertThat(answer.answer("error")).isEqualTo(error);
    assertThat(answer.answer("state")).isEqualTo("state&more");
    assertThat(answer.answer("iss")).isEqualTo(provider.issuer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.test/back",
        "https://app.example.test/back/",
        "https://app.example.test/back/../steal",
        "https://app.example.test/back?x=1",
        "https://app.example.test/back#x",
        "https://APP.example.test/back",
        "https://app.example.test:443/back",
        "https://app.example.test@evil.test/back",
        "https://app.example.test.evil.test/back",
        "http://app.example.test/back",
        "//app.example.test/back",
        "javascript:alert(1)",
        ""
      })
  void aBrowserIsNeverSentToAnAddressThatIsNotRegistered(String address) {
    Map<String, List<String>> asking = ProviderUnderTest.asking(provider.publicClient(), "openid");
    asking.put("redirect_uri", List.of(address));
    for (String scope : List.of("openid", "nonsense")) {
      asking.put("scope", List.of(scope));
      PlainBrowser.Page answer =
          provider.browser().open(ProviderUnderTest.authorize(asking)).expect(400);
      assertThat(answer.location()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "?client_id=%25zz", "?client_id=a&client_id=b", "?x=%00"})
  void aMalformedQueryIsAnsweredWithAPage(String query) {
    PlainBrowser.Page page = provider.browser().open("/oauth/authorize" + query);
    assertThat(page.expect(400).html()).contains("do not understand");
  }

  @Test
  void aFormThatDidNotComeFromOurPageIsRefused() {
    Client client = provider.thirdParty();
    PlainBrowser browser = provider.browser();
    String query =
        ProviderUnderTest.authorize(ProviderUnderTest.asking(client, "openid"))
            .replace("/oauth/authorize", "");
    String email = provider.person();
    Map<String, List<String>> credentials =
        Map.of(
            "email", List.of(email),
            "password", List.of(AuthEnvironment.PASSWORD),
            "_csrf", List.of("guess"));
    browser.post("/oauth/sign-in" + query, credentials).expect(403);
    PlainBrowser.Page page = browser.open("/oauth/authorize" + query).expect(200);
    browser.post("/oauth/sign-in" + query, credentials).expect(403);
    assertThat(browser.cookies()).doesNotContainKey("__Host-dizhtime-sign-in");

    ProviderUnderTest.signIn(browser, page, email).expect(200);
    browser.post("/oauth/consent" + query, Map.of("decision", List.of("allow"))).expect(403);
    String formToken = browser.cookies().get("__Host-dizhtime-form");
    browser
        .post(
            "/oauth/consent" + query,
            Map.of("decision", List.of("allow"), "_csrf", List.of(formToken)),
            "sec-fetch-site",
            "cross-site")
        .expect(403);
    browser
        .post(
            "/oauth/consent" + query,
            Map.of("decision", List.of("allow"), "_csrf", List.of(formToken)),
            "sec-fetch-site",
            "same-origin")
        .expect(303);
  }

  @Test
  void whatAVisitorTypesIsShownAsText() {
    PlainBrowser browser = provider.browser();
    PlainBrowser.Page page =
        browser.open(
            ProviderUnderTest.authorize(
                ProviderUnderTest.asking(provider.publicClient(), "openid")));
    PlainBrowser.Page wrong =
        browser.submit(page, Map.of("email", "\"><script>alert(1)</script>", "password", "x"));
    assertThat(wrong.expect(401).html())
        .contains("The e-mail address or the password is wrong", "&lt;script&gt;")
        .doesNotContain("<script>");
  }
}
