package dev.dizhtime.gateway.balance;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How many requests may be sent once more: {@value #PERCENT} in 100, and a few at the beginning.
 * Without a bound, retries would double the load of services that fail because they have too much
 * of it. Used on one event loop.
 */
public final class RetryBudget {
  static final int PERCENT = 20;

  /** Retries that may come at once after a quiet time. */
  static final int MAX_SAVED = 10;

  private static final int COST = 100;

  private final Counter made;
  private final Counter refused;
  private int saved = MAX_SAVED * COST;

  public RetryBudget(MeterRegistry meters) {
    this.made = counter(meters, "made");
    this.refused = counter(meters, "over budget");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("dizhtime.gateway.retries")
        .description("Requests that were to be sent once more")
        .tag("outcome", outcome)
        .register(meters);
  }

  /** A request goes out for the first time. */
  public void sent() {
    saved = Math.min(saved + PERCENT, MAX_SAVED * COST);
  }

  /** Whether it may go out once more. */
  public boolean take() {
    if (saved < COST) {
      refused.increment();
      return false;
    }
    saved -= COST;
    made.increment();
    return true;
  }
}
