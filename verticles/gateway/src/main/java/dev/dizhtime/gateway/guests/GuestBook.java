package dev.dizhtime.gateway.guests;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, over all event loops. */
public final class GuestBook {
  private final int maxConnections;
  private final AtomicInteger open = new AtomicInteger();
  private final Counter turnedAway;
  private final Counter slowHeads;
  private final Counter idle;

  public GuestBook(int maxConnections, MeterRegistry meters) {
    this.maxConnections = maxConnections;
    Gauge.builder("dizhtime.gateway.connections", open, AtomicInteger::get)
        .description("Connections of clients")
        .register(meters);
    this.turnedAway = closed(meters, "too many");
    this.slowHeads = closed(meters, "slow head");
    this.idle = closed(meters, "idle");
  }

  private static Counter closed(MeterRegistry meters, String why) {
    return Counter.builder("dizhtime.gateway.connections.closed")
        .description("Connections of clients that the gateway closed by itself")
        .tag("why", why)
        .register(meters);
  }

  /** Takes one more, unless there are too many. */
  boolean enter() {
    if (open.incrementAndGet() <= maxConnections) {
      return true;
    }
    open.decrementAndGet();
    turnedAway.increment();
    return false;
  }

  void left() {
    open.decrementAndGet();
  }

  void closedSlow(boolean neverAsked) {
    (neverAsked ? slowHeads : idle).increment();
  }
}
