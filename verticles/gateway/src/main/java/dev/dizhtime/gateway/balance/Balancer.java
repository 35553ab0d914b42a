package dev.dizhtime.gateway.balance;

import dev.dizhtime.gateway.routing.Endpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares requests out among endpoints: the one with the fewest in hand gets the next, by chance
 * among equals. An endpoint that fails {@value Condition#MAX_FAILURES} times in a row, or half of
 * at least {@value Condition#MIN_SAMPLE} requests within {@value Condition#WINDOW_MILLIS} ms, is
 * left alone for {@value Condition#FIRST_REST_MILLIS} ms, up to {@value Condition#MAX_REST_MILLIS}
 * ms when it fails on; then one request tries it, and another after {@value
 * Condition#FIRST_REST_MILLIS} ms when that one has not ended yet. One that answers, if only that
 * it is not well, is still better than nobody. May be used from several threads.
 */
public final class Balancer {
  private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);

  /** Between two looks for endpoints that nobody asks for any more. */
  static final long CLEAN_MILLIS = 60_000;

  private final Clock clock;
  private final Counter opened;
  private final Map<Endpoint, Condition> conditions = new HashMap<>();
  private long cleanedMillis;

  public Balancer(Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.opened =
        Counter.builder("dizhtime.gateway.endpoint.ejections")
            .description("Times that an endpoint began to be left alone")
            .register(meters);
    gauge(meters, "open", Condition.State.OPEN);
    gauge(meters, "half-open", Condition.State.HALF_OPEN);
    gauge(meters, "closed", Condition.State.CLOSED);
  }

  private void gauge(MeterRegistry meters, String name, Condition.State state) {
    Gauge.builder("dizhtime.gateway.endpoints", this, balancer -> balancer.count(state))
        .description("Endpoints by the state of their circuit breakers")
        .tag("state", name)
        .register(meters);
  }

  private long count(Condition.State state) {
    long now = clock.millis();
    synchronized (conditions) {
      clean(now);
      return conditions.values().stream().filter(each -> each.state(now) == state).count();
    }
  }

  /** One request at an endpoint; {@link #end} must be called once it is over, at any outcome. */
  public final class Lease {
    private final Endpoint endpoint;
    private final Condition condition;
    private boolean decided;
    private boolean ended;

    private Lease(Endpoint endpoint, Condition condition) {
      this.endpoint = endpoint;
      this.condition = condition;
    }

    /** Where the request goes. */
    public Endpoint endpoint() {
      return endpoint;
    }

    /**
     * The endpoint answered. A service that says 502, 503 or 504 is not well, but where there is no
     * other it is still the best that there is.
     */
    public void answered(int status, boolean thereAreOthers) {
      boolean unwell = status == 502 || status == 503 || status == 504;
      decide(!(unwell && thereAreOthers), true);
    }

    /** The endpoint could not be reached, broke off or took too long. */
    public void failed() {
      decide(false, false);
    }

    private void decide(boolean well, boolean answered) {
      synchronized (conditions) {
        if (!decided) {
          decided = true;
          note(well, answered);
        }
      }
    }

    /** The request is over; a second call does nothing. */
    public void end() {
      synchronized (conditions) {
        if (!ended) {
          ended = true;
          condition.giveBack();
          if (!decided) {
            condition.undecided();
          }
        }
      }
    }

    private void note(boolean well, boolean answered) {
      if (well) {
        condition.answered(clock.millis());
      } else if (condition.failed(clock.millis(), answered)) {
        opened.increment();
        LOG.warn("{} fails, it is left alone for a while", endpoint);
      }
    }
  }

  /**
   * Takes the best endpoint.
   *
   * @param tried those that were tried for this request
   * @return empty when all are left alone at present or were tried
   */
  public Optional<Lease> take(List<Endpoint> endpoints, Set<Endpoint> tried) {
    if (endpoints.isEmpty()) {
      return Optional.empty();
    }
    long now = clock.millis();
    synchronized (conditions) {
      clean(now);
      Lease best = fewest(endpoints, tried, now, each -> each.available(now));
      if (best == null) {
        best = fewest(endpoints, tried, now, Condition::lastChoice);
      }
      if (best == null) {
        return Optional.empty();
      }
      best.condition.take(now);
      return Optional.of(best);
    }
  }

  private Lease fewest(
      List<Endpoint> endpoints, Set<Endpoint> tried, long now, Predicate<Condition> eligible) {
    Lease best = null;
    int fewest = Integer.MAX_VALUE;
    int start = endpoints.size() == 1 ? 0 : ThreadLocalRandom.current().nextInt(endpoints.size());
    for (int i = 0; i < endpoints.size(); i++) {
      Endpoint each = endpoints.get((start + i) % endpoints.size());
      Condition condition = conditions.computeIfAbsent(each, _ -> new Condition());
      condition.asked(now);
      if (condition.inHand() < fewest && !tried.contains(each) && eligible.test(condition)) {
        best = new Lease(each, condition);
        fewest = condition.inHand();
      }
    }
    return best;
  }

  /** Seldom, for it looks at all of them while others wait. */
  private void clean(long now) {
    if (now - cleanedMillis >= CLEAN_MILLIS) {
      cleanedMillis = now;
      conditions.values().removeIf(each -> each.forgotten(now));
    }
  }
}
