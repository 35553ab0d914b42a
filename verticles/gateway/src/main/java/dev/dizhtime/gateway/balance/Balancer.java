package dev.dizhtime.gateway.balance;

import dev.dizhtime.gateway.routing.Endpoint;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares requests out among endpoints: the one with the fewest in hand gets the next, by chance
 * among equals. An endpoint that fails {@value Condition#MAX_FAILURES} times in a row is left alone
 * for {@value Condition#FIRST_REST_MILLIS} ms, up to {@value Condition#MAX_REST_MILLIS} ms when it
 * fails on. May be used from several threads.
 */
public final class Balancer {
  private static final Logger LOG = LoggerFactory.getLogger(Balancer.class);

  private final Clock clock;
  private final Map<Endpoint, Condition> conditions = new HashMap<>();

  public Balancer(Clock clock) {
    this.clock = clock;
  }

  /** One request at an endpoint; {@link #end} must be called once it is over, at any outcome. */
  public final class Lease {
    private final Endpoint endpoint;
    private boolean decided;
    private boolean ended;

    private Lease(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    /** Where the request goes. */
    public Endpoint endpoint() {
      return endpoint;
    }

    /** The endpoint answered, with whatever status. */
    public void answered() {
      decide(true);
    }

    /** The endpoint could not be reached, broke off or took too long. */
    public void failed() {
      decide(false);
    }

    private void decide(boolean well) {
      synchronized (conditions) {
        if (!decided) {
          decided = true;
          note(endpoint, well);
        }
      }
    }

    /** The request is over; a second call does nothing. */
    public void end() {
      synchronized (conditions) {
        if (!ended) {
          ended = true;
          giveBack(endpoint, decided);
        }
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
      Endpoint best = null;
      int fewest = Integer.MAX_VALUE;
      int start = ThreadLocalRandom.current().nextInt(endpoints.size());
      for (int i = 0; i < endpoints.size(); i++) {
        Endpoint each = endpoints.get((start + i) % endpoints.size());
        Condition condition = conditions.computeIfAbsent(each, _ -> new Condition());
        if (condition.inHand() < fewest && !tried.contains(each) && condition.available(now)) {
          best = each;
          fewest = condition.inHand();
        }
      }
      if (best == null) {
        return Optional.empty();
      }
      conditions.get(best).take();
      return Optional.of(new Lease(best));
    }
  }

  private void note(Endpoint endpoint, boolean well) {
    Condition condition = conditions.get(endpoint);
    if (well) {
      condition.answered();
    } else if (condition.failed(clock.millis())) {
      LOG.warn("{} fails, it is left alone for a while", endpoint);
    }
  }

  private void giveBack(Endpoint endpoint, boolean decided) {
    Condition condition = conditions.get(endpoint);
    condition.giveBack();
    if (!decided) {
      condition.undecided();
    }
  }
}
