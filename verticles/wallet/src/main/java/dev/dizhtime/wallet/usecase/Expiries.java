package dev.dizhtime.wallet.usecase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Until when money may be held. */
final class Expiries {
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private Expiries() {}

  /** Whether a hold may lapse then; null is never, and one that is past lapses at once. */
  static boolean valid(Instant expiresAt, Clock clock) {
    return expiresAt == null
        || (expiresAt.isAfter(Instant.EPOCH) && expiresAt.isBefore(clock.instant().plus(LONGEST)));
  }
}
