package dev.dizhtime.gateway.sessions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ended sessions that are known, {@value #MOST} at most; of more, those that were heard of
 * first are forgotten, and counted. One thread adds and forgets, any may ask.
 */
public final class EndedSessions {
  /** So many end when 50 a second do, for as long as it matters; some 8 MB. */
  public static final int MOST = 50_000;

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Queue<Ended> inOrder = new ArrayDeque<>();
  private final Counter forgotten;

  private record Ended(String sessionId, long untilMillis) {}

  public EndedSessions(MeterRegistry meters) {
    Gauge.builder("dizhtime.gateway.ended.sessions", known, Set::size)
        .description("Ended sessions whose access tokens are refused")
        .register(meters);
    forgotten =
        Counter.builder("dizhtime.gateway.ended.sessions.forgotten")
            .description("Ended sessions that were too many to remember")
            .register(meters);
  }

  /**
   * Whether a session is known to have ended.
   *
   * @param sessionId null for a token of none
   */
  public boolean contains(String sessionId) {
    return sessionId != null && known.contains(sessionId);
  }

  /** Remembers one until then; one that is known is left as it is. */
  void add(String sessionId, long untilMillis) {
    if (known.add(sessionId)) {
      inOrder.add(new Ended(sessionId, untilMillis));
      if (inOrder.size() > MOST) {
        known.remove(inOrder.remove().sessionId());
        forgotten.increment();
      }
    }
  }

  /** Forgets those whose time is over. */
  void forget(long nowMillis) {
    while (!inOrder.isEmpty() && inOrder.element().untilMillis() <= nowMillis) {
      known.remove(inOrder.remove().sessionId());
    }
  }
}
