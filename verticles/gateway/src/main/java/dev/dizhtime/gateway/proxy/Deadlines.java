package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.guests.LoopClock;
import io.vertx.core.Vertx;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What may not take for ever, on one event loop: looked at every {@value #LOOK_MILLIS} ms, which
 * costs less than a timer for each request.
 */
public final class Deadlines {
  static final long LOOK_MILLIS = 100;

  private final LoopClock clock = new LoopClock(LOOK_MILLIS);
  private final Set<Watched> watched = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Something with a deadline. */
  interface Watched {
    /** Looks whether it took too long. */
    void look(long nowMillis);
  }

  /** Begins to look; ends with the verticle whose context this is called on. */
  public void watch(Vertx vertx) {
    vertx.setPeriodic(LOOK_MILLIS, _ -> look());
  }

  private void look() {
    clock.tick();
    long nowMillis = clock.millis();
    // A copy, for who is late goes away.
    List.copyOf(watched).forEach(each -> each.look(nowMillis));
  }

  /** Counts on evenly, but for the time that the event loop itself stood still. */
  long nowMillis() {
    return clock.millis();
  }

  void add(Watched each) {
    watched.add(each);
  }

  void remove(Watched each) {
    watched.remove(each);
  }
}
