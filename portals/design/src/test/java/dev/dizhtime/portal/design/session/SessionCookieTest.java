package dev.dizhtime.portal.design.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.runtime.config.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Secret KEY = newKey();

  private final SessionCookie cookie = at(NOW);
  private final Session session =
      new Session(
          "csrf-token",
          NOW.plus(Sessions.LIFETIME),
          Optional.of(
              new Login(
                  "u-1",
                  "Ada <b>",
                  new Secret("access"),
                  new Secret("refresh"),
                  NOW.plusSeconds(900))));

  @Test
  void opensWhatItSealed() {
    assertThat(cookie.open(cookie.seal(session))).contains(session);
  }

  @Test
  void sealsAVisitorToo() {
    Session visitor = new Session("t", NOW.plusSeconds(9), Optional.empty());
    assertThat(cookie.open(cookie.seal(visitor))).contains(visitor);
  }

  @Test
  void showsNothingOfTheTokens() {
    String clear = new String(Base64.getUrlDecoder().decode(cookie.seal(session)));
    assertThat(clear).doesNotContain("access", "refresh", "csrf-token");
    assertThat(session.toString()).doesNotContain("Secret[reveal=access");
    assertThat(session.login().orElseThrow().accessToken()).hasToString("***");
  }

  @Test
  void refusesACookieInWhichAnyByteWasChanged() {
    byte[] sealed = Base64.getUrlDecoder().decode(cookie.seal(session));
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      String value = Base64.getUrlEncoder().withoutPadding().encodeToString(altered);
      assertThat(cookie.open(value)).as("byte %d", i).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoCookieOfOurs() {
    String sealed = cookie.seal(session);
    for (String value :
        new String[] {"", "a", "%%%", sealed.substring(0, 20), sealed + "AA", "A".repeat(9_999)}) {
      assertThat(cookie.open(value)).as(value).isEmpty();
    }
    assertThat(cookie.open(null)).isEmpty();
  }

  @Test
  void refusesTheCookieOfAnotherPortal() {
    var other = new SessionCookie("admin", KEY, Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(other.open(cookie.seal(session))).isEmpty();
  }

  @Test
  void refusesACookieUnderAnotherKey() {
    var other = new SessionCookie("restaurant", newKey(), Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(other.open(cookie.seal(session))).isEmpty();
  }

  @Test
  void refusesASessionThatHasEnded() {
    Duration life = Sessions.LIFETIME;
    assertThat(at(NOW.plus(life).minusSeconds(1)).open(cookie.seal(session))).isPresent();
    assertThat(at(NOW.plus(life)).open(cookie.seal(session))).isEmpty();
  }

  @Test
  void neverSealsTheSameTwiceAlike() {
    assertThat(cookie.seal(session)).isNotEqualTo(cookie.seal(session));
  }

  @Test
  void keepsTokensOfTheLargestSizeWithinOneCookieAndRefusesLarger() {
    assertThat(cookie.name().length() + cookie.seal(withToken(2_400)).length() + 80)
        .isLessThan(SessionCookie.MAX_BYTES);
    assertThatThrownBy(() -> cookie.seal(withToken(3_000)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("too large");
  }

  private Session withToken(int chars) {
    Login login =
        session
            .login()
            .orElseThrow()
            .with(new Secret("x".repeat(chars)), new Secret("refresh"), NOW);
    return new Session("csrf-token", NOW.plusSeconds(9), Optional.of(login));
  }

  private static SessionCookie at(Instant now) {
    return new SessionCookie("restaurant", KEY, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Secret newKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new Secret(Base64.getEncoder().encodeToString(key));
  }
}
