package dev.dizhtime.auth.model;

import dev.dizhtime.contracts.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What one log-in began: a family of refresh tokens, of which only the youngest is good.
 *
 * @param device what its owner knows it by, up to {@value #MAX_DEVICE_LENGTH} characters
 * @param expiresAt when the session ends, however often it was refreshed
 */
public record Session(
    UUID sessionId, UserId userId, String device, Instant startedAt, Instant expiresAt) {
  /** The longest name of a device. */
  public static final int MAX_DEVICE_LENGTH = 120;

  /** A session ends after this time at the latest. */
  public static final Duration MAX_AGE = Duration.ofDays(90);

  /** A refresh token that lies unused for this time is no longer good. */
  public static final Duration MAX_IDLE = Duration.ofDays(14);

  /** Sessions per account; one more ends the oldest. */
  public static final int MAX_PER_ACCOUNT = 100;

  /** The device of a session, from what its client calls itself; null when it says nothing. */
  public static String device(String userAgent) {
    String agent = userAgent == null ? "" : userAgent.replaceAll("\\p{Cntrl}", " ").strip();
    String name = agent.isEmpty() ? "unknown" : agent;
    return name.substring(0, Math.min(name.length(), MAX_DEVICE_LENGTH));
  }

  /** A session that begins now. */
  public static Session begin(UUID sessionId, UserId userId, String device, Instant now) {
    return new Session(sessionId, userId, device, now, now.plus(MAX_AGE));
  }

  /** Until when a refresh token given out now is good. */
  public Instant tokenExpiry(Instant now) {
    Instant idle = now.plus(MAX_IDLE);
    return idle.isBefore(expiresAt) ? idle : expiresAt;
  }
}
