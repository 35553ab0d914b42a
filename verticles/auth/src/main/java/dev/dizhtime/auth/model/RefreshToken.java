package dev.dizhtime.auth.model;

import java.time.Duration;
import java.time.Instant;

/**
 * A refresh token as it is stored, with what became of it.
 *
 * @param usedAt when it was exchanged for its successor, or null
 * @param revokedAt when its whole session was ended, or null
 */
public record RefreshToken(Session session, Instant expiresAt, Instant usedAt, Instant revokedAt) {
  /**
   * How long after its use a token may be presented again: by a client that did not get our answer,
   * or whose two tabs refreshed at once.
   */
  public static final Duration RETRY_GRACE = Duration.ofSeconds(10);

  /** What presenting the token means. */
  public enum Verdict {
    /** It is good: exchange it. */
    GOOD,
    /** Its session was ended, or its time is over. */
    OVER,
    /** It was exchanged some time ago, so someone has a copy: end the session. */
    REUSED
  }

  /** What presenting it now means. */
  public Verdict judge(Instant now) {
    if (revokedAt != null) {
      return Verdict.OVER;
    }
    if (usedAt != null && !now.isBefore(usedAt.plus(RETRY_GRACE))) {
      return Verdict.REUSED;
    }
    return now.isBefore(expiresAt) ? Verdict.GOOD : Verdict.OVER;
  }
}
