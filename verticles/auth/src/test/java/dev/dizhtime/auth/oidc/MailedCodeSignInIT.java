package dev.dizhtime.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.auth.AuthEnvironment;
import dev.dizhtime.auth.oidc.PlainBrowser.Page;
import dev.dizhtime.auth.oidc.ProviderUnderTest.Client;
import dev.dizhtime.auth.secondfactor.PgLogInChallenges;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever signs in to another program is mailed a code as well, also after an outside provider. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class MailedCodeSignInIT {
  private static final String SIGNED_IN = "__Host-dizhtime-sign-in";
  private static final String SENT = "We have sent a code to your mail address";

  private static StandInProvider google;
  private static ProviderUnderTest provider;
  private static Client client;

  private final PlainBrowser browser = provider.browser();

  @BeforeAll
  static void start(Infrastructure infra) throws Exception {
    google = new StandInProvider(null);
    Map<String, String> settings = new HashMap<>(google.known("google"));
    settings.put("DIZHTIME_SECOND_FACTOR", "everybody");
    settings.put("DIZHTIME_OIDC_PROVIDERS", "google");
    provider = ProviderUnderTest.start(infra, settings);
    client = provider.publicClient();
  }

  @AfterAll
  static void stop() {
    provider.close();
    google.close();
  }

  @Test
  void theSignInPageAsksForTheMailedCode() {
    String email = provider.person();
    Page page = password(email).expect(200);
    assertThat(page.html()).contains(SENT, "inputmode=\"numeric\"", "one-time-code");
    assertThat(browser.cookies()).doesNotContainKey(SIGNED_IN);
    page = browser.submit(page, Map.of("code", "12345")).expect(401);
    assertThat(page.html()).contains("The code is wrong", SENT);
    assertThat(browser.cookies()).doesNotContainKey(SIGNED_IN);

    page = browser.submit(page, Map.of("code", provider.mailbox.code(email, 1))).expect(303);
    assertThat(browser.open(page.location().toString()).expect(303).answer()).containsKey("code");
  }

  @Test
  void whoComesFromOutsideIsMailedACodeToo() {
    String email = UUID.randomUUID() + "@example.test";
    Page out = leave();
    var claims =
        google
            .claims(UUID.randomUUID().toString(), out.answer("nonce"))
            .claim("email", email)
            .claim("email_verified", true)
            .build();
    Page page =
        browser.open(
            "/oauth/outside/google/back?code="
                + google.code(claims)
                + "&state="
                + out.answer("state"));
    assertThat(page.expect(200).html()).contains(SENT);
    assertThat(browser.cookies()).doesNotContainKey(SIGNED_IN);

    page = browser.submit(page, Map.of("code", provider.mailbox.code(email, 1))).expect(303);
    assertThat(browser.open(page.location().toString()).expect(303).answer()).containsKey("code");
  }

  @Test
  void saysThatThereWereTooManyMails() {
    String email = provider.person();
    for (int i = 0; i < PgLogInChallenges.MAILS_PER_HOUR; i++) {
      password(email).expect(200);
    }
    Page page = password(email).expect(429);
    assertThat(page.html()).contains("too many codes to your mail address", "type=\"password\"");
    assertThat(page.headers().firstValue("retry-after")).contains("3600");
    assertThat(browser.cookies()).doesNotContainKey(SIGNED_IN);
  }

  private Page open() {
    return browser
        .open(ProviderUnderTest.authorize(ProviderUnderTest.asking(client, "openid email")))
        .expect(200);
  }

  private Page password(String email) {
    return browser.submit(open(), Map.of("email", email, "password", AuthEnvironment.PASSWORD));
  }

  private Page leave() {
    var link = Pattern.compile("href=\"(/oauth/outside/google[^\"]*)\"").matcher(open().html());
    assertThat(link.find()).isTrue();
    return browser.open(link.group(1).replace("&amp;", "&")).expect(303);
  }
}
