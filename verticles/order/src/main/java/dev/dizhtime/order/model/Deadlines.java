package dev.dizhtime.order.model;

import dev.dizhtime.order.model.Fact.DeadlinePassed;
import dev.dizhtime.order.model.Fact.OperatorActs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which deadlines an order has follows from the order alone, so none is left over and none is
 * forgotten. A step sets what the order has newly to wait for and clears what it waits for no more.
 *
 * @param set to be kept, in the place of those of the same kind
 * @param cleared to be forgotten
 */
public record Deadlines(List<Deadline> set, List<DeadlineKind> cleared) {
  /** Nothing changes. */
  static final Deadlines NONE = new Deadlines(List.of(), List.of());

  private static final String ONCE = "";

  public Deadlines {
    set = List.copyOf(set);
    cleared = List.copyOf(cleared);
  }

  /**
   * One that is to be kept.
   *
   * @param attempt how many times it was set for the same wait, from 1
   * @param after how long from now
   */
  public record Deadline(DeadlineKind kind, int attempt, Duration after) {}

  /** Those of an order at its beginning. */
  static Deadlines begin(Order order, SagaRules rules, Instant now) {
    List<Deadline> set = new ArrayList<>();
    wanted(order).keySet().forEach(kind -> set.add(first(order, kind, rules, now)));
    return new Deadlines(set, List.of());
  }

  /** What a step from one order to the next does to them. */
  static Deadlines between(Order before, Order after, Fact fact, SagaRules rules, Instant now) {
    Map<DeadlineKind, Object> old = wanted(before);
    Map<DeadlineKind, Object> wanted = wanted(after);
    List<Deadline> set = new ArrayList<>();
    wanted.forEach(
        (kind, about) -> {
          boolean anew = !Objects.equals(old.get(kind), about) || resumes(fact);
          if (anew) {
            set.add(first(after, kind, rules, now));
          } else if (fact instanceof DeadlinePassed(DeadlineKind passed, int attempt)
              && passed == kind) {
            set.add(new Deadline(kind, attempt + 1, rules.waits().of(kind, attempt + 1)));
          }
        });
    return new Deadlines(
        set, old.keySet().stream().filter(kind -> !wanted.containsKey(kind)).toList());
  }

  /** Only forgets one, which passed when nobody waited any more. */
  static Deadlines forget(DeadlineKind kind) {
    return new Deadlines(List.of(), List.of(kind));
  }

  static boolean wants(Order order, DeadlineKind kind) {
    return wanted(order).containsKey(kind);
  }

  private static boolean resumes(Fact fact) {
    return fact instanceof OperatorActs acts && acts.action() == OperatorAction.RESUME;
  }

  private static Deadline first(Order order, DeadlineKind kind, SagaRules rules, Instant now) {
    Duration after =
        kind == DeadlineKind.START
            ? Duration.between(now, start(order, rules))
            : rules.waits().of(kind, 1);
    return new Deadline(kind, 1, after.isNegative() ? Duration.ZERO : after);
  }

  /** When the restaurant is asked about an order for later. */
  static Instant start(Order order, SagaRules rules) {
    return order.terms().scheduledFor().minus(rules.lead());
  }

  /** What an order waits for, and about what: the same wait goes on as long as that is the same. */
  private static Map<DeadlineKind, Object> wanted(Order order) {
    Map<DeadlineKind, Object> wanted = new EnumMap<>(DeadlineKind.class);
    switch (order.state()) {
      case SCHEDULED -> wanted.put(DeadlineKind.START, ONCE);
      case FUNDS_RESERVED -> wanted.put(DeadlineKind.ANSWER, ONCE);
      case ACCEPTED, PREPARING -> wanted.put(DeadlineKind.KITCHEN, ONCE);
      case READY -> {
        if (order.driverId() != null) {
          wanted.put(DeadlineKind.PICKUP, order.driverId());
        }
      }
      case PICKED_UP -> wanted.put(DeadlineKind.DROPOFF, ONCE);
      default -> {}
    }
    if (order.withRestaurant()) {
      wanted.put(DeadlineKind.FETCHING, ONCE);
      if (order.driverId() == null) {
        wanted.put(DeadlineKind.DRIVER, ONCE);
      }
    }
    ofMoney(order.purse(), wanted);
    return wanted;
  }

  private static void ofMoney(Purse purse, Map<DeadlineKind, Object> wanted) {
    if (purse.collecting()) {
      wanted.put(DeadlineKind.CAPTURE, ONCE);
    } else if (purse.funds() == Funds.REQUESTED) {
      wanted.put(DeadlineKind.FUNDS, purse.attempt());
    }
    if (purse.funds() == Funds.RELEASING
        || (purse.funds() == Funds.WRITING_OFF && purse.hasPlanned())) {
      wanted.put(DeadlineKind.RELEASE, purse.attempt());
    }
    if (purse.awaitsAdjustment()) {
      wanted.put(DeadlineKind.ADJUSTMENT, ONCE);
    }
  }
}
