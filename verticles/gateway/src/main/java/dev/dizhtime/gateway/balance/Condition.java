package dev.dizhtime.gateway.balance;

/**
 * How an endpoint is doing, as far as this gateway has seen. Not safe for several threads: {@link
 * Balancer} guards it.
 */
final class Condition {
  /** Failures in a row after which it is left alone. */
  static final int MAX_FAILURES = 5;

  /** How long it is left alone the first time; each time in a row twice as long. */
  static final long FIRST_REST_MILLIS = 500;

  /** The longest that it is left alone. */
  static final long MAX_REST_MILLIS = 5_000;

  private int inHand;
  private int failures;
  private int rests;
  private long restsUntilMillis;
  private boolean onTrial;

  int inHand() {
    return inHand;
  }

  /** Whether it may have a request now. */
  boolean available(long nowMillis) {
    return rests == 0 || nowMillis >= restsUntilMillis && !onTrial;
  }

  void take() {
    inHand++;
    onTrial = rests > 0;
  }

  void giveBack() {
    inHand--;
  }

  void answered() {
    failures = 0;
    rests = 0;
    onTrial = false;
  }

  /** Returns whether it is left alone from now on. */
  boolean failed(long nowMillis) {
    failures++;
    boolean rest = onTrial || failures == MAX_FAILURES;
    if (rest) {
      long millis = FIRST_REST_MILLIS << Math.min(rests, 10);
      restsUntilMillis = nowMillis + Math.min(millis, MAX_REST_MILLIS);
      rests++;
      onTrial = false;
    }
    return rest;
  }

  /** A trial that ended without saying anything about the endpoint: the next request is one. */
  void undecided() {
    onTrial = false;
  }
}
