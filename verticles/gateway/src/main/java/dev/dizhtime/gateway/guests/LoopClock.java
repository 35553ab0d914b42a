package dev.dizhtime.gateway.guests;

/**
 * Time as clients may be held to it: it counts on evenly, and when the event loop itself stood
 * still, e.g. for want of a processor, it counts but a moment. What came meanwhile was not read
 * yet, and who sent it is not to blame. Used on one event loop.
 */
public final class LoopClock {
  private final long longestStepMillis;
  private long lastMillis = monotonicMillis();
  private long countedMillis;

  /**
   * Counts.
   *
   * @param tickMillis how often {@link #tick} is called
   */
  public LoopClock(long tickMillis) {
    this.longestStepMillis = 2 * tickMillis;
  }

  /** The event loop has come round. */
  public void tick() {
    countedMillis = millis();
    lastMillis = monotonicMillis();
  }

  /** Milliseconds since some moment. */
  public long millis() {
    return countedMillis + Math.min(monotonicMillis() - lastMillis, longestStepMillis);
  }

  private static long monotonicMillis() {
    return System.nanoTime() / 1_000_000;
  }
}
