package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.dizhtime.auth.oidc.PlainBrowser.Page;
import dev.dizhtime.auth.oidc.ProviderUnderTest.Client;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.Connection;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class OutsideSignInIT {
  private static StandInProvider google;
  private static StandInProvider apple;
  private static ProviderUnderTest provider;
  private static Client client;

  private PlainBrowser browser;
  private String subject;
  private String email;

  @BeforeAll
  static void start(Infrastructure infra) throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    google = new StandInProvider(null);
    apple = new StandInProvider(key);
    Map<String, String> settings = new HashMap<>(google.known("google"));
    settings.put("DIZHTIME_OIDC_PROVIDERS", "google,apple");
    settings.put("DIZHTIME_OIDC_APPLE_ISSUER", apple.issuer());
    settings.put("DIZHTIME_OIDC_APPLE_CLIENT_ID", StandInProvider.CLIENT_ID);
    settings.put("DIZHTIME_OIDC_APPLE_RESPONSE_MODE", "form_post");
    settings.put("DIZHTIME_OIDC_APPLE_TEAM_ID", "TEAM");
    settings.put("DIZHTIME_OIDC_APPLE_KEY_ID", "KEY");
    settings.put(
        "DIZHTIME_OIDC_APPLE_PRIVATE_KEY",
        Base64.getEncoder().encodeToString(key.toECPrivateKey().getEncoded()));
    provider = ProviderUnderTest.start(infra, settings);
    client = provider.publicClient();
  }

  @AfterAll
  static void stop() {
    provider.close();
    google.close();
    apple.close();
  }

  @BeforeEach
  void someoneNew() {
    browser = provider.browser();
    subject = UUID.randomUUID().toString();
    email = UUID.randomUUID() + "@example.test";
  }

  @Test
  void someoneNewGetsAnAccountAndTheSameOneTheNextTime() {
    Page out = leave("google");
    assertThat(out.location().toString()).startsWith(google.issuer() + "/authorize?");
    assertThat(out.answer("redirect_uri"))
        .isEqualTo(provider.issuer + "/oauth/outside/google/back");
    assertThat(out.answer("code_challenge_method")).isEqualTo("S256");
    String first = person(in(back(out, google.code(known(google, out).build()))));

    browser = provider.browser();
    Page again = leave("google");
    // The address is somebody else's business by then.
    var claims = google.claims(subject, again.answer("nonce")).build();
    assertThat(person(in(back(again, google.code(claims))))).isEqualTo(first);
  }

  @Test
  void aProviderThatPostsAFormAndWantsASignedSecretWillDo() {
    Page out = leave("apple");
    assertThat(out.answer("response_mode")).isEqualTo("form_post");
    String code = apple.code(known(apple, out).claim("email_verified", "true").build());
    Map<String, String> cookies = Map.copyOf(browser.cookies());
    browser.cookies().clear();
    Page posted =
        browser.post(
            "/oauth/outside/apple/back",
            Map.of("state", List.of(out.answer("state")), "code", List.of(code)));
    browser.cookies().putAll(cookies);
    assertThat(person(in(browser.open(posted.expect(303).location().toString())))).isNotEmpty();
  }

  @Test
  void anAccountIsLinkedOnlyWhenBothSidesHaveConfirmedItsAddress(Infrastructure infra)
      throws Exception {
    email = provider.person();
    Page unconfirmedHere = leave("google");
    assertThat(
            back(unconfirmedHere, google.code(known(google, unconfirmedHere).build()))
                .expect(403)
                .html())
        .contains("nobody has confirmed");

    confirm(infra, email);
    Page unconfirmedThere = leave("google");
    var claims = known(google, unconfirmedThere).claim("email_verified", false).build();
    assertThat(back(unconfirmedThere, google.code(claims)).expect(403).html())
        .contains("has not confirmed your e-mail address");

    Page good = leave("google");
    String userId = person(in(back(good, google.code(known(google, good).build()))));
    assertThat(
            provider
                .http
                .as(provider.logIn(email))
                .get("/api/auth/me")
                .expect(200)
                .json()
                .path("userId")
                .asText())
        .isEqualTo(userId);
  }

  @Test
  void anIdTokenThatIsNotForThisSignInIsRefused() {
    for (String wrong : List.of("nonce", "audience", "issuer", "expired")) {
      Page out = leave("google");
      JWTClaimsSet.Builder claims = known(google, out);
      switch (wrong) {
        case "nonce" -> claims.claim("nonce", "another");
        case "audience" -> claims.audience("another");
        case "issuer" -> claims.issuer("https://another.test");
        default -> claims.expirationTime(new Date(System.currentTimeMillis() - 600_000));
      }
      assertThat(back(out, google.code(claims.build())).expect(403).html())
          .as(wrong)
          .contains("did not let you in");
    }
    assertThat(browser.cookies()).doesNotContainKey("__Host-dizhtime-sign-in");
  }

  @Test
  void onlyTheBrowserThatLeftComesBackAndOnce() {
    Page out = leave("google");
    String code = google.code(known(google, out).build());
    PlainBrowser mine = browser;
    browser = provider.browser();
    back(out, code).expect(400);
    browser = mine;
    back(out, code).expect(303);
    back(out, code).expect(400);
    browser = provider.browser();
    Page other = leave("google");
    browser.open("/oauth/outside/apple/back?code=x&state=" + other.answer("state")).expect(400);
  }

  @Test
  void whoIsNotLetInThereMaySignInHere() {
    Page out = leave("google");
    Page refused =
        browser.open("/oauth/outside/google/back?error=access_denied&state=" + out.answer("state"));
    assertThat(refused.expect(403).html()).contains("did not let you in", "type=\"password\"");
  }

  /** Chooses a provider on the sign-in page; returns where the browser is sent. */
  private Page leave(String name) {
    String asking =
        ProviderUnderTest.authorize(ProviderUnderTest.asking(client, "openid email profile"));
    Page page = browser.open(asking).expect(200);
    var link =
        java.util.regex.Pattern.compile("href=\"(/oauth/outside/" + name + "[^\"]*)\"")
            .matcher(page.html());
    assertThat(link.find()).as(page.html()).isTrue();
    return browser.open(link.group(1).replace("&amp;", "&")).expect(303);
  }

  private JWTClaimsSet.Builder known(StandInProvider at, Page out) {
    return at.claims(subject, out.answer("nonce"))
        .claim("email", email)
        .claim("email_verified", true)
        .claim("name", "Ada");
  }

  private Page back(Page out, String code) {
    String name = out.answer("redirect_uri").contains("google") ? "google" : "apple";
    return browser.open(
        "/oauth/outside/" + name + "/back?code=" + code + "&state=" + out.answer("state"));
  }

  /** Goes on to the client with who is signed in now. */
  private Page in(Page page) {
    return browser.open(page.expect(303).location().toString()).expect(303);
  }

  /** Who the client is told that it is. */
  private static String person(Page page) {
    String token =
        provider
            .redeem(client, page.answer("code"))
            .expect(200)
            .json()
            .path("access_token")
            .asText();
    return provider.http.as(token).get("/oauth/userinfo").expect(200).json().path("sub").asText();
  }

  private static void confirm(Infrastructure infra, String email) throws Exception {
    try (Connection database = infra.connect("auth");
        var update =
            database.prepareStatement(
                "UPDATE account SET email_verified_at = now() WHERE email = ?")) {
      update.setString(1, email);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
