package dev.dizhtime.local.chaos;

import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.supervisor.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How long the platform needs after a fault: from the end of what was done to it (a pause ends when
 * the process may go on) until both are seen: the hit services take traffic again, and an order
 * that was sent after the fault has got past its payment.
 */
final class Recovery {
  private static final long LOOK_MILLIS = 150;

  private final PortPlan ports;
  private final Mood mood;
  private final List<Open> open = new ArrayList<>();
  private final List<Long> millis = new ArrayList<>();

  private static final class Open {
    private final Fault fault;
    private final Set<Part> hit;
    private final long fromNanos;
    private boolean ready;
    private boolean progressed;

    private Open(Fault fault, Set<Part> hit, long fromNanos) {
      this.fault = fault;
      this.hit = hit;
      this.fromNanos = fromNanos;
    }
  }

  Recovery(PortPlan ports, Mood mood) {
    this.ports = ports;
    this.mood = mood;
  }

  /** A fault has just ended, and the platform may begin to recover. */
  synchronized void begins(Fault fault, Set<Part> hit, long fromNanos) {
    open.add(new Open(fault, hit, fromNanos));
  }

  /** An order has got past its payment. */
  synchronized void progressed(Acknowledged.Order order) {
    open.stream()
        .filter(one -> order.sentNanos() >= one.fromNanos)
        .forEach(one -> one.progressed = true);
    close();
  }

  /** Looks at the hit services until the run is over. */
  void watch() {
    while (mood.pause(LOOK_MILLIS)) {
      for (Open one : waitingForReadiness()) {
        boolean ready = one.hit.stream().allMatch(part -> Health.ready(ports, part));
        synchronized (this) {
          one.ready |= ready;
          close();
        }
      }
    }
  }

  private synchronized List<Open> waitingForReadiness() {
    return open.stream().filter(one -> !one.ready).toList();
  }

  private void close() {
    long now = System.nanoTime();
    open.removeIf(
        one -> {
          boolean over = one.ready && one.progressed;
          if (over) {
            millis.add(TimeUnit.NANOSECONDS.toMillis(now - one.fromNanos));
          }
          return over;
        });
  }

  /** The faults that the platform has not recovered from yet. */
  synchronized List<String> open() {
    return open.stream().map(one -> one.fault.text()).toList();
  }

  /** A percentile of all recoveries in milliseconds, 0 when there was none. */
  synchronized long percentile(int percent) {
    var sorted = millis.stream().sorted().toList();
    return sorted.isEmpty()
        ? 0
        : sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
  }
}
