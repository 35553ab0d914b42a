package dev.dizhtime.wallet.model;

/** Why a transfer was made. */
public enum Purpose {
  /** A customer paid in. */
  TOP_UP,
  /** Money is held for an order. */
  HOLD,
  /** Held money is taken for an order. */
  CAPTURE,
  /** Held money is free again. */
  RELEASE,
  /** The restaurant's share of an order. */
  RESTAURANT,
  /** The driver's share for the way. */
  DRIVER,
  /** The driver's tip. */
  TIP,
  /** The platform's share. */
  COMMISSION,
  /** The tax on an order. */
  TAX,
  /** The platform's share of the delivery fee. */
  DELIVERY_FEE
}
