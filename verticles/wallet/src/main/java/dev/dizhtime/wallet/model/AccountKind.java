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
  /** What a driver is owed, for the way and in tips; the owner is the driver's user. */
  DRIVER(OptionalLong.empty()),
  /** What the platform has earned. */
  COMMISSION(OptionalLong.empty()),
  /** The platform's share of delivery fees. */
  DELIVERY_FEE(OptionalLong.empty()),
  /** Tax to be handed on. */
  TAX(OptionalLong.empty()),
  /** The payment provider's side of every top-up; as far below zero as customers have paid in. */
  PROVIDER_CLEARING(OptionalLong.empty());

  private final OptionalLong floorMinor;

  AccountKind(OptionalLong floorMinor) {
    this.floorMinor = floorMinor;
  }

  /** The lowest balance, holds counted, in minor units; empty when there is none. */
  public OptionalLong floorMinor() {
    return floorMinor;
  }
}
