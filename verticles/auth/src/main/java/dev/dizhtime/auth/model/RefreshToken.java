package dev.dizhtime.auth.model;

import java.time.Instant;

/**
 * A refresh token as it is stored, with what became of it.
 *
 * @param usedAt when it was exchanged for its successor, or null
 * @param revokedAt when its whole session was ended, or null
 */
public record RefreshToken(Session session, Instant expiresAt, Instant usedAt, Instant revokedAt) {
  /** What presenting the token means. */
  public enum Verdict {
    /** It is good: exchange it. */
    GOOD,
    /** Its session was ended, or its time is over. */
    OVER,
    /** It was exchanged before, so someone has a copy: end the session. */
    REUSED
  }

  /** What presenting it now means. */
  public Verdict judge(Instant now) {
    if (revokedAt != null) {
      return Verdict.OVER;
    }
    if (usedAt != null) {
      return Verdict.REUSED;
    }
    return now.isBefore(expiresAt) ? Verdict.GOOD : Verdict.OVER;
  }
}
