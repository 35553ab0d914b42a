package dev.dizhtime.auth.usecase;

import java.time.Duration;
import java.util.Optional;

/**
 * Makes guessing slow: after {@value #FREE_FAILURES} failures for a subject, each further one
 * doubles the wait before the next try counts, from 2 seconds up to {@value #MAX_WAIT_SECONDS}. A
 * success, or a day without a try, ends it. A subject is whatever is guessed at: the address of a
 * log-in, known or not, or a user's second factor.
 */
public interface LogInThrottle {
  /** Failures that cost no wait. */
  int FREE_FAILURES = 5;

  /** The longest wait, in seconds, after the last guess that counted. */
  int MAX_WAIT_SECONDS = 900;

  /**
   * Counts a try as failed beforehand, so that tries at the same time can't get round it.
   *
   * @return how long to wait, when it must not be tried now; then nothing is counted
   */
  Optional<Duration> begin(String subject) throws Exception;

  /** The try was a success: nothing is counted any more. */
  void succeeded(String subject) throws Exception;

  /** The try came to nothing by our own fault: it does not count. */
  void undo(String subject) throws Exception;
}
