package dev.dizhtime.wallet.model;

import java.util.OptionalLong;

/** What an account is for. */
public enum AccountKind {
  /** A customer's wallet; can't go below zero, holds counted. */
  CUSTOMER(OptionalLong.of(0)),
  /** What a customer has paid for orders, on its way to those who earned it; zero in between. */
  ESCROW(OptionalLong.of(0)),
  /** What a restaurant is owed; the owner is the restaurant. */
  RESTAURANT(OptionalLong.empty()),
  /** What a driver is owed for the way; the owner is the driver's user. */
  DRIVER(OptionalLong.empty()),
  /** What a driver was given in tips; the owner is the driver's user. */
  TIP(OptionalLong.empty()),
  /**
   * The cash that a driver has taken and not yet brought in, below zero; can't go below the
   * driver's credit limit, holds counted. The owner is the driver's user.
   */
  CASH_FLOAT(OptionalLong.of(-Floors.DEFAULT_CASH_CREDIT_MINOR)),
  /** What the platform has earned. */
  COMMISSION(OptionalLong.empty()),
  /** The platform's share of delivery fees. */
  DELIVERY_FEE(OptionalLong.empty()),
  /** Tax to be handed on. */
  TAX(OptionalLong.empty()),
  /** What the platform gives to customers in promotions; as far below zero as it has given. */
  PROMOTION(OptionalLong.empty()),
  /** What the platform spends on putting things right; as far below zero as it has spent. */
  ADJUSTMENT(OptionalLong.empty()),
  /** What charge-backs have cost the platform; as far below zero. */
  CHARGEBACK_LOSS(OptionalLong.empty()),
  /** What was paid out to restaurants and drivers. */
  PAYOUT_CLEARING(OptionalLong.empty()),
  /** The cash that drivers have brought in; as far below zero. */
  CASH_CLEARING(OptionalLong.empty()),
  /** The payment provider's side of every top-up; as far below zero as customers have paid in. */
  PROVIDER_CLEARING(OptionalLong.empty());

  private final OptionalLong floorMinor;

  AccountKind(OptionalLong floorMinor) {
    this.floorMinor = floorMinor;
  }

  /**
   * The lowest balance, holds counted, in minor units; empty when there is none. An account may be
   * opened with another one, see {@link Floors}.
   */
  public OptionalLong floorMinor() {
    return floorMinor;
  }
}
