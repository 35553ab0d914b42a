package dev.dizhtime.order.model;

import java.time.Duration;

/**
 * What an operator decides about how orders go.
 *
 * @param cancelFeeMinor what calling off an accepted order costs the customer, at most the total, 0
 *     or more
 * @param lead how long before the wanted time a restaurant is asked about an order for later
 * @param waits how long each wait is
 */
public record SagaRules(long cancelFeeMinor, Duration lead, Waits waits) {
  /** What holds where an operator says nothing else. */
  public static final SagaRules USUAL = new SagaRules(300, Duration.ofMinutes(45), Waits.USUAL);
}
