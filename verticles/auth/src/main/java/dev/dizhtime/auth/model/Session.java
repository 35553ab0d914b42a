package dev.dizhtime.auth.model;

import dev.dizhtime.contracts.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What one log-in began: a family of refresh tokens, of which only the youngest is good.
 *
 * @param expiresAt when the session ends, however often it was refreshed
 */
public record Session(UUID sessionId, UserId userId, Instant startedAt, Instant expiresAt) {
  /** A session ends after this time at the latest. */
  public static final Duration MAX_AGE = Duration.ofDays(90);

  /** A refresh token that lies unused for this time is no longer good. */
  public static final Duration MAX_IDLE = Duration.ofDays(14);

  /** Sessions per account; one more ends the oldest. */
  public static final int MAX_PER_ACCOUNT = 100;

  /** A session that begins now. */
  public static Session begin(UUID sessionId, UserId userId, Instant now) {
    return new Session(sessionId, userId, now, now.plus(MAX_AGE));
  }

  /** Until when a refresh token given out now is good. */
  public Instant tokenExpiry(Instant now) {
    Instant idle = now.plus(MAX_IDLE);
    return idle.isBefore(expiresAt) ? idle : expiresAt;
  }
}
