package dev.dizhtime.delivery;

import dev.dizhtime.delivery.model.DispatchPolicy;
import dev.dizhtime.delivery.model.DoorPolicy;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.time.Duration;

/**
 * How tasks are dispatched and customers waited for.
 *
 * @param policy who is offered a task ({@code DIZHTIME_DISPATCH_RADIUS_METERS}, 10,000; {@code
 *     DIZHTIME_DISPATCH_OFFER_MILLIS}, 30,000; {@code DIZHTIME_DISPATCH_MAX_EXPIRED_OFFERS}, 3)
 * @param sweepMillis how often waiting tasks and expired offers are looked at when nothing else
 *     happens ({@code DIZHTIME_DISPATCH_SWEEP_MILLIS}, 1,000)
 * @param door how long a driver waits for a customer before giving up ({@code
 *     DIZHTIME_DELIVERY_DOOR_WAIT_MILLIS}, 300,000)
 */
record DeliveryConfig(DispatchPolicy policy, long sweepMillis, DoorPolicy door) {
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
        env.longInteger("DISPATCH_SWEEP_MILLIS", 1_000, 20, 60_000),
        new DoorPolicy(
            Duration.ofMillis(
                env.longInteger("DELIVERY_DOOR_WAIT_MILLIS", 300_000, 0, 3_600_000))));
  }
}
