package dev.dizhtime.auth.model;

import java.time.Duration;
import java.time.Instant;

/**
 * When signing keys come and go.
 *
 * <pre>
 *   published ──publishAhead──▶ signs ──period──▶ its successor signs ──keepAfter──▶ forgotten
 * </pre>
 *
 * @param period how long a key signs
 * @param publishAhead how long a key is published before it signs: longer than anyone keeps the
 *     keys without looking again
 * @param keepAfter how long a key is published after it has stopped: longer than a token lives
 */
public record KeySchedule(Duration period, Duration publishAhead, Duration keepAfter) {
  public KeySchedule {
    if (period.compareTo(publishAhead) <= 0) {
      throw new IllegalArgumentException("a key must sign for longer than it is published ahead");
    }
  }

  /** Whether the successor of a key must be made now, so that its turn begins in time. */
  public boolean successorDue(Instant activeFrom, Instant now) {
    return !now.isBefore(activeFrom.plus(period).minus(publishAhead));
  }

  /** When the turn of a key that is made now begins. */
  public Instant turnOf(Instant now) {
    return now.plus(publishAhead);
  }

  /** Keys whose successor signed before this are needed by no token any more. */
  public Instant neededSince(Instant now) {
    return now.minus(keepAfter);
  }
}
