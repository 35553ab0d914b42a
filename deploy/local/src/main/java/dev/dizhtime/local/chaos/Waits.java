package dev.dizhtime.local.chaos;

import dev.dizhtime.runtime.config.Env;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long things wait for each other in a run: short, so that deadlines pass while somebody looks,
 * but longer than a service needs to start again, so that not every order runs into one.
 */
final class Waits {
  /** The soonest that an order for later is taken for. */
  static final Duration AHEAD = Duration.ofMinutes(15);

  private static final Map<String, Integer> MILLIS =
      Map.ofEntries(
          Map.entry("ORDER_DEADLINE_SWEEP_MILLIS", 250),
          // Nobody waits for a quarter of an hour: the restaurant is asked as long before.
          Map.entry("ORDER_LEAD_MILLIS", (int) AHEAD.toMillis()),
          Map.entry("ORDER_WAIT_FUNDS_MILLIS", 6_000),
          Map.entry("ORDER_WAIT_ANSWER_MILLIS", 15_000),
          Map.entry("ORDER_WAIT_KITCHEN_MILLIS", 30_000),
          Map.entry("ORDER_WAIT_DRIVER_MILLIS", 30_000),
          Map.entry("ORDER_WAIT_PICKUP_MILLIS", 15_000),
          Map.entry("ORDER_WAIT_FETCHING_MILLIS", 60_000),
          Map.entry("ORDER_WAIT_DROPOFF_MILLIS", 25_000),
          Map.entry("ORDER_WAIT_CAPTURE_MILLIS", 4_000),
          Map.entry("ORDER_WAIT_RELEASE_MILLIS", 4_000),
          Map.entry("ORDER_WAIT_ADJUSTMENT_MILLIS", 4_000),
          Map.entry("DISPATCH_OFFER_MILLIS", 5_000),
          Map.entry("DISPATCH_SWEEP_MILLIS", 400),
          Map.entry("DELIVERY_DOOR_WAIT_MILLIS", 500),
          Map.entry("PAYMENT_RETRY_MILLIS", 1_500),
          Map.entry("SANDBOX_LATE_MILLIS", 3_000));

  private Waits() {}

  /** As variables of the services. */
  static Map<String, String> variables() {
    return MILLIS.entrySet().stream()
        .collect(
            Collectors.toMap(entry -> Env.PREFIX + entry.getKey(), e -> e.getValue().toString()));
  }
}
