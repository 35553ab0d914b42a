package dev.dizhtime.order.model;

import java.time.Duration;
import java.time.Instant;

/**
 * An offer to one customer, good until it expires.
 *
 * @param expiresAt the first instant at which it is good no more
 */
public record Quote(Terms terms, Instant expiresAt) {
  /** How long a quote is good. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  /** Whether it is good no more. */
  public boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
