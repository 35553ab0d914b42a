package dev.dizhtime.order;

import dev.dizhtime.order.model.DeadlineKind;
import dev.dizhtime.order.model.SagaRules;
import dev.dizhtime.order.model.Tariff;
import dev.dizhtime.order.model.Waits;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;
import java.time.Duration;

/**
 * What an operator decides about orders.
 *
 * @param quoteKey signs quotes ({@code DIZHTIME_QUOTE_KEY}, {@value #QUOTE_KEY_BYTES} bytes in
 *     base64); with another key all quotes that are out become void
 * @param tariff what the platform asks for
 * @param rules how orders go: waits, lead and the fee for calling off
 * @param deadlineSweepMillis between two looks for deadlines that have passed
 */
record OrderConfig(Secret quoteKey, Tariff tariff, SagaRules rules, long deadlineSweepMillis) {
  static final int QUOTE_KEY_BYTES = 32;

  private static final long MAX_WAIT_MILLIS = Duration.ofDays(7).toMillis();
  private static final long MAX_SWEEP_MILLIS = 60_000;
  private static final long SWEEP_MILLIS = 500;

  /**
   * Reads it.
   *
   * @throws ConfigException when a setting is absent or out of range
   */
  static OrderConfig from(Env env) {
    return new OrderConfig(
        env.key("QUOTE_KEY", QUOTE_KEY_BYTES),
        tariff(env),
        rules(env),
        env.longInteger("ORDER_DEADLINE_SWEEP_MILLIS", SWEEP_MILLIS, 1, MAX_SWEEP_MILLIS));
  }

  private static SagaRules rules(Env env) {
    SagaRules usual = SagaRules.USUAL;
    long leadMillis =
        env.longInteger("ORDER_LEAD_MILLIS", usual.lead().toMillis(), 0, MAX_WAIT_MILLIS);
    return new SagaRules(
        env.longInteger("CANCEL_FEE_MINOR", usual.cancelFeeMinor(), 0, Tariff.MAX_FEE_MINOR),
        Duration.ofMillis(leadMillis),
        new Waits(kind -> wait(env, kind)));
  }

  /** E.g. {@code DIZHTIME_ORDER_WAIT_ANSWER_MILLIS}. */
  private static Duration wait(Env env, DeadlineKind kind) {
    String name = "ORDER_WAIT_" + kind + "_MILLIS";
    return Duration.ofMillis(env.longInteger(name, kind.usual().toMillis(), 1, MAX_WAIT_MILLIS));
  }

  private static Tariff tariff(Env env) {
    Tariff usual = Tariff.USUAL;
    return new Tariff(
        env.longInteger("DELIVERY_BASE_MINOR", usual.deliveryBaseMinor(), 0, Tariff.MAX_FEE_MINOR),
        env.longInteger(
            "DELIVERY_PER_KILOMETER_MINOR",
            usual.deliveryPerKilometerMinor(),
            0,
            Tariff.MAX_FEE_MINOR),
        env.integer("DELIVERY_RADIUS_METERS", usual.radiusMeters(), 1, Tariff.MAX_RADIUS_METERS),
        env.integer("TAX_BASIS_POINTS", usual.taxBasisPoints(), 0, Tariff.WHOLE_BASIS_POINTS),
        env.integer(
            "COMMISSION_BASIS_POINTS", usual.commissionBasisPoints(), 0, Tariff.WHOLE_BASIS_POINTS),
        env.longInteger(
            "MAX_ORDER_MINOR", usual.maxOrderMinor(), 1, Tariff.MAX_ORDER_CEILING_MINOR),
        env.longInteger(
            "SMALL_ORDER_BELOW_MINOR",
            usual.smallOrderBelowMinor(),
            0,
            Tariff.MAX_ORDER_CEILING_MINOR),
        env.longInteger(
            "SMALL_ORDER_FEE_MINOR", usual.smallOrderFeeMinor(), 0, Tariff.MAX_FEE_MINOR),
        env.longInteger("MAX_CASH_MINOR", usual.maxCashMinor(), 0, Tariff.MAX_ORDER_CEILING_MINOR));
  }
}
