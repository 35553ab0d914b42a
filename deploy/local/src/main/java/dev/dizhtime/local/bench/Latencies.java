package dev.dizhtime.local.bench;

import java.util.concurrent.TimeUnit;

/** How long things took, by the millisecond; what took longer than a minute counts as a minute. */
final class Latencies {
  private static final int LONGEST_MILLIS = 60_000;

  private final long[] counts = new long[LONGEST_MILLIS + 1];
  private long total;

  synchronized void add(long nanos) {
    int millis = (int) Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 0, (long) LONGEST_MILLIS);
    counts[millis]++;
    total++;
  }

  /** So many percent took at most so many milliseconds, rounded up. */
  synchronized long percentileMillis(int percent) {
    long wanted = (long) Math.ceil(total * percent / 100.0);
    long seen = 0;
    for (int millis = 0; millis <= LONGEST_MILLIS; millis++) {
      seen += counts[millis];
      if (seen >= wanted) {
        return millis + 1L;
      }
    }
    return LONGEST_MILLIS;
  }
}
