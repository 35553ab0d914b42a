package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.guests.LoopClock;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * What may not take for ever, on one event loop: looked at every {@value #LOOK_MILLIS} ms, which
 * costs less than a timer for each request.
 */
public final class Deadlines {
  static final long LOOK_MILLIS = 100;

  private final LoopClock clock = new LoopClock(LOOK_MILLIS);
  private final List<Watched> watched = new ArrayList<>();

  /** Something with a deadline. */
  abstract static class Watched {
    private static final int NOWHERE = -1;

    /** Where it is in the list, so that it is taken out without being looked for. */
    private int place = NOWHERE;

    /** Looks whether it took too long. */
    abstract void look(long nowMillis);
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
    each.place = watched.size();
    watched.add(each);
  }

  /** Looks at it no more; a second call does nothing. The last of the list takes its place. */
  void remove(Watched each) {
    if (each.place != Watched.NOWHERE) {
      Watched last = watched.removeLast();
      if (last != each) {
        watched.set(each.place, last);
        last.place = each.place;
      }
      each.place = Watched.NOWHERE;
    }
  }
}
