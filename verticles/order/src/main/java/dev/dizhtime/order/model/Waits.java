package dev.dizhtime.order.model;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** How long an order waits for each thing. */
public final class Waits {
  /** A wait that is repeated doubles up to this. */
  public static final Duration LONGEST_REPEAT = Duration.ofMinutes(5);

  /** What holds where an operator says nothing else. */
  public static final Waits USUAL = new Waits(DeadlineKind::usual);

  /** When so many were in vain, the next ones are hours apart: whoever was away is back by then. */
  static final int SELDOM_AFTER = 20;

  static final Duration SELDOM = Duration.ofHours(1);

  private static final int MAX_DOUBLINGS = 20;

  private final Map<DeadlineKind, Duration> waits = new EnumMap<>(DeadlineKind.class);

  /**
   * @param wait the first wait of each kind, above zero
   */
  public Waits(Function<DeadlineKind, Duration> wait) {
    for (DeadlineKind kind : DeadlineKind.values()) {
      waits.put(kind, wait.apply(kind));
    }
  }

  /**
   * How long to wait this time.
   *
   * @param attempt counts from 1
   */
  public Duration of(DeadlineKind kind, int attempt) {
    Duration first = waits.get(kind);
    if (!kind.repeats() || first.compareTo(LONGEST_REPEAT) > 0) {
      return first;
    }
    if (attempt > SELDOM_AFTER) {
      return SELDOM;
    }
    Duration next = first.multipliedBy(1L << Math.clamp(attempt - 1, 0, MAX_DOUBLINGS));
    return next.compareTo(LONGEST_REPEAT) > 0 ? LONGEST_REPEAT : next;
  }
}
