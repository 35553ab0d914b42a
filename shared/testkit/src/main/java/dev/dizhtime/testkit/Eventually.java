package dev.dizhtime.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/** Waits, with a bound, for what happens asynchronously. */
public final class Eventually {
  /** How long is waited unless told otherwise. */
  public static final Duration BOUND = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(25);

  private Eventually() {}

  /** Runs {@code assertion} until it passes; its last failure is the test's failure. */
  public static void eventually(ThrowingRunnable assertion) {
    within(BOUND, assertion);
  }

  /** As {@link #eventually(ThrowingRunnable)}, with another bound. */
  public static void within(Duration bound, ThrowingRunnable assertion) {
    waiting(bound).untilAsserted(assertion);
  }

  /** Calls {@code source} until it returns neither null nor false, and returns that. */
  public static <T> T eventuallyReturns(Callable<T> source) {
    return waiting(BOUND).until(source, value -> value != null && !Boolean.FALSE.equals(value));
  }

  private static ConditionFactory waiting(Duration bound) {
    return Awaitility.await().atMost(bound).pollDelay(Duration.ZERO).pollInterval(POLL);
  }
}
