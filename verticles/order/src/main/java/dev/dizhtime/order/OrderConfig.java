package dev.dizhtime.order;

import dev.dizhtime.order.model.Tariff;
import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;

/**
 * What an operator decides about orders.
 *
 * @param quoteKey signs quotes ({@code DIZHTIME_QUOTE_KEY}, {@value #QUOTE_KEY_BYTES} bytes in
 *     base64); with another key all quotes that are out become void
 * @param tariff what the platform asks for
 */
record OrderConfig(Secret quoteKey, Tariff tariff) {
  static final int QUOTE_KEY_BYTES = 32;

  /**
   * Reads it.
   *
   * @throws ConfigException when a setting is absent or out of range
   */
  static OrderConfig from(Env env) {
    return new OrderConfig(env.key("QUOTE_KEY", QUOTE_KEY_BYTES), tariff(env));
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
            "MAX_ORDER_MINOR", usual.maxOrderMinor(), 1, Tariff.MAX_ORDER_CEILING_MINOR));
  }
}
