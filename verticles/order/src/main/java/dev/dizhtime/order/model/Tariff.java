package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Money;

/**
 * What the platform asks for. Amounts are minor units of whatever currency the restaurant sells in.
 *
 * @param deliveryBaseMinor the fee for the way, however short, 0 to {@value #MAX_FEE_MINOR}
 * @param deliveryPerKilometerMinor added per kilometre as the crow flies, by the metre, 0 to
 *     {@value #MAX_FEE_MINOR}
 * @param radiusMeters how far a customer may be from the restaurant, 1 to {@value
 *     #MAX_RADIUS_METERS}
 * @param taxBasisPoints on items, in hundredths of a percent, 0 to {@value #WHOLE_BASIS_POINTS}
 * @param commissionBasisPoints of items, kept from what the restaurant gets, 0 to {@value
 *     #WHOLE_BASIS_POINTS}
 * @param maxOrderMinor the most that one order may cost, 1 to {@value #MAX_ORDER_CEILING_MINOR}
 * @param smallOrderBelowMinor items that are worth less than this cost the small-order fee, 0 for
 *     none to {@value #MAX_ORDER_CEILING_MINOR}
 * @param smallOrderFeeMinor that fee, 0 to {@value #MAX_FEE_MINOR}
 * @param maxCashMinor the most that a driver takes in cash, 0 for no cash to {@value
 *     #MAX_ORDER_CEILING_MINOR}
 */
public record Tariff(
    long deliveryBaseMinor,
    long deliveryPerKilometerMinor,
    int radiusMeters,
    int taxBasisPoints,
    int commissionBasisPoints,
    long maxOrderMinor,
    long smallOrderBelowMinor,
    long smallOrderFeeMinor,
    long maxCashMinor) {
  public static final long MAX_FEE_MINOR = 1_000_000;
  public static final int MAX_RADIUS_METERS = 100_000;
  public static final int WHOLE_BASIS_POINTS = 10_000;
  public static final long MAX_ORDER_CEILING_MINOR = 10_000_000_000L;

  /** What holds where an operator says nothing else. */
  public static final Tariff USUAL =
      new Tariff(199, 60, 15_000, 888, 1_500, 1_000_000, 1_000, 200, 20_000);

  private static final int METERS_PER_KILOMETER = 1_000;

  /** Without a small-order fee; cash is taken for every order. */
  public Tariff(
      long deliveryBaseMinor,
      long deliveryPerKilometerMinor,
      int radiusMeters,
      int taxBasisPoints,
      int commissionBasisPoints,
      long maxOrderMinor) {
    this(
        deliveryBaseMinor,
        deliveryPerKilometerMinor,
        radiusMeters,
        taxBasisPoints,
        commissionBasisPoints,
        maxOrderMinor,
        0,
        0,
        maxOrderMinor);
  }

  /** What is added when the items are worth too little. */
  Money smallOrderFee(Money items) {
    boolean small = items.amountMinor() < smallOrderBelowMinor;
    return new Money(small ? smallOrderFeeMinor : 0, items.currency());
  }

  /** The fee for a way, rounded half up. */
  Money deliveryFee(double meters, String currency) {
    long distanceMinor = Math.round(deliveryPerKilometerMinor * meters / METERS_PER_KILOMETER);
    return new Money(deliveryBaseMinor + distanceMinor, currency);
  }
}
