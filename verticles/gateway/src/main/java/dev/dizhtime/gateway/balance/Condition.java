package dev.dizhtime.gateway.balance;

/**
 * The circuit breaker of an endpoint, as far as this gateway has seen. Not safe for several
 * threads: {@link Balancer} guards it.
 *
 * <pre>
 *   CLOSED ── fails too often ──► OPEN ── has rested ──► HALF_OPEN ── one good answer ──► CLOSED
 *                                  ▲                        │
 *                                  └──── the trial fails ───┘
 * </pre>
 */
final class Condition {
  /** Failures in a row after which it is left alone. */
  static final int MAX_FAILURES = 5;

  /** Requests in a window before the share of failures says anything. */
  static final int MIN_SAMPLE = 20;

  /** The time in which that share is looked at. */
  static final long WINDOW_MILLIS = 10_000;

  /** How long it is left alone the first time; each time in a row twice as long. */
  static final long FIRST_REST_MILLIS = 500;

  /** The longest that it is left alone. */
  static final long MAX_REST_MILLIS = 5_000;

  /** How long it is remembered after somebody asked for it, however it was. */
  static final long FORGOTTEN_MILLIS = 600_000;

  private int inHand;
  private long askedMillis;
  private int failures;
  private int rests;
  private long restsUntilMillis;
  private boolean onTrial;
  private long trialUntilMillis;
  private long windowSinceMillis;
  private int answersInWindow;
  private int failuresInWindow;
  private boolean answers;

  /** As others call it. */
  enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  int inHand() {
    return inHand;
  }

  State state(long nowMillis) {
    if (rests == 0) {
      return State.CLOSED;
    }
    return nowMillis >= restsUntilMillis ? State.HALF_OPEN : State.OPEN;
  }

  /**
   * Whether it may have a request now. A trial keeps others off for a while only: how long it takes
   * may be up to the client, who is in no hurry with its body.
   */
  boolean available(long nowMillis) {
    return rests == 0
        || nowMillis >= restsUntilMillis && (!onTrial || nowMillis >= trialUntilMillis);
  }

  /** Somebody looks whether it may have a request. */
  void asked(long nowMillis) {
    askedMillis = nowMillis;
  }

  /** Whether nobody asks for it any more, as for a pod that is gone, and it has no request. */
  boolean forgotten(long nowMillis) {
    return inHand == 0 && nowMillis - askedMillis >= FORGOTTEN_MILLIS;
  }

  void take(long nowMillis) {
    inHand++;
    onTrial = rests > 0;
    trialUntilMillis = nowMillis + FIRST_REST_MILLIS;
  }

  void giveBack() {
    inHand--;
  }

  void answered(long nowMillis) {
    if (rests > 0) {
      answersInWindow = 0;
      failuresInWindow = 0;
    }
    failures = 0;
    rests = 0;
    onTrial = false;
    count(nowMillis, false);
  }

  /** Whether it is left alone, but answers: better than nobody. */
  boolean lastChoice() {
    return rests > 0 && answers;
  }

  /**
   * Returns whether it is left alone from now on.
   *
   * @param answered whether it answered at all
   */
  boolean failed(long nowMillis, boolean answered) {
    answers = answered;
    failures++;
    count(nowMillis, true);
    boolean often = answersInWindow >= MIN_SAMPLE && failuresInWindow * 2 >= answersInWindow;
    boolean rest = onTrial || rests == 0 && (failures >= MAX_FAILURES || often);
    if (rest) {
      long millis = FIRST_REST_MILLIS << Math.min(rests, 10);
      restsUntilMillis = nowMillis + Math.min(millis, MAX_REST_MILLIS);
      rests++;
      onTrial = false;
    }
    return rest;
  }

  private void count(long nowMillis, boolean failure) {
    if (nowMillis - windowSinceMillis > WINDOW_MILLIS) {
      windowSinceMillis = nowMillis;
      answersInWindow = 0;
      failuresInWindow = 0;
    }
    answersInWindow++;
    failuresInWindow += failure ? 1 : 0;
  }

  /** A trial that ended without saying anything about the endpoint: the next request is one. */
  void undecided() {
    onTrial = false;
  }
}
