package dev.dizhtime.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test puts forward by hand; by itself it goes, or stands. */
public final class DrivenClock extends Clock {
  private final Clock driven;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  private DrivenClock(Clock driven) {
    this.driven = driven;
  }

  /** Begins with the time of day, and goes. */
  public static DrivenClock going() {
    return new DrivenClock(Clock.systemUTC());
  }

  /** Begins with another time, and goes. */
  public static DrivenClock goingFrom(Instant begin) {
    Clock day = Clock.systemUTC();
    return new DrivenClock(Clock.offset(day, Duration.between(day.instant(), begin)));
  }

  /** Stands at a time. */
  public static DrivenClock standing(Instant at) {
    return new DrivenClock(Clock.fixed(at, ZoneOffset.UTC));
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    ahead.updateAndGet(time::plus);
  }

  @Override
  public Instant instant() {
    return driven.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("services keep UTC");
  }
}
