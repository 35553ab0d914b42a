package dev.dizhtime.delivery;

import dev.dizhtime.delivery.model.DispatchPolicy;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.time.Duration;

/**
 * How tasks are dispatched.
 *
 * @param policy who is offered a task ({@code DIZHTIME_DISPATCH_RADIUS_METERS}, 10,000; {@code
 *     DIZHTIME_DISPATCH_OFFER_MILLIS}, 30,000; {@code DIZHTIME_DISPATCH_MAX_EXPIRED_OFFERS}, 3)
 * @param sweepMillis how often waiting tasks and expired offers are looked at when nothing else
 *     happens ({@code DIZHTIME_DISPATCH_SWEEP_MILLIS}, 1,000)
 */
record DeliveryConfig(DispatchPolicy policy, long sweepMillis) {
  /**
   * Reads it.
   *
   * @throws ConfigException when a value is out of its range
   */
  static DeliveryConfig from(Env env) {
    return new DeliveryConfig(
        new DispatchPolicy(
            env.integer("DISPATCH_RADIUS_METERS", 10_000, 100, 100_000),
            Duration.ofMillis(env.longInteger("DISPATCH_OFFER_MILLIS", 30_000, 100, 600_000)),
            env.integer("DISPATCH_MAX_EXPIRED_OFFERS", 3, 1, 100)),
        env.longInteger("DISPATCH_SWEEP_MILLIS", 1_000, 20, 60_000));
  }
}
