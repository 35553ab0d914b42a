package dev.dizhtime.auth.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.auth.model.RefreshToken.Verdict;
import dev.dizhtime.contracts.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final Session session =
      Session.begin(UUID.randomUUID(), new UserId(UUID.randomUUID()), "a phone", NOW);

  @Test
  void isGoodOnce() {
    assertThat(token(null, null).judge(NOW)).isEqualTo(Verdict.GOOD);
    assertThat(token(NOW, null).judge(NOW.plus(RefreshToken.RETRY_GRACE)))
        .isEqualTo(Verdict.REUSED);
  }

  @Test
  void isGoodAgainForAClientThatDidNotGetTheAnswer() {
    assertThat(token(NOW, null).judge(NOW.plus(RefreshToken.RETRY_GRACE).minusMillis(1)))
        .isEqualTo(Verdict.GOOD);
  }

  @Test
  void isOverWhenItsTimeIs() {
    Instant expiry = session.tokenExpiry(NOW);
    assertThat(token(null, null).judge(expiry.minusSeconds(1))).isEqualTo(Verdict.GOOD);
    assertThat(token(null, null).judge(expiry)).isEqualTo(Verdict.OVER);
  }

  @Test
  void isOverWhenTheSessionWasEnded() {
    assertThat(token(null, NOW).judge(NOW)).isEqualTo(Verdict.OVER);
    assertThat(token(NOW, NOW).judge(NOW)).isEqualTo(Verdict.OVER);
  }

  @Test
  void neverOutlivesTheSession() {
    Instant late = session.expiresAt().minus(Duration.ofDays(1));
    assertThat(session.tokenExpiry(late)).isEqualTo(session.expiresAt());
  }

  private RefreshToken token(Instant usedAt, Instant revokedAt) {
    return new RefreshToken(session, session.tokenExpiry(NOW), usedAt, revokedAt);
  }
}
