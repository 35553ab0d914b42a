package dev.dizhtime.wallet.model;

/** Why a transfer was made. */
public enum Purpose {
  /** A customer paid in. */
  TOP_UP,
  /** Money is held for an order. */
  HOLD,
  /** The cash of an order is held against a driver's credit. */
  CASH_HOLD,
  /** Held money is taken for an order. */
  CAPTURE,
  /** Held money is free again. */
  RELEASE,
  /** Held money is free again, because its time was up. */
  EXPIRY,
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
  DELIVERY_FEE,
  /** What the platform adds to an order from its promotions. */
  SUBSIDY,
  /** What a customer gets back of a captured order. */
  REFUND,
  /** What someone else gets to put an order right. */
  COMPENSATION,
  /** A driver brought in cash. */
  CASH_DEPOSIT,
  /** A restaurant or a driver was paid what it had earned. */
  PAYOUT,
  /** The customer's bank took a payment back. */
  CHARGEBACK,
  /** Asked for as such, by whoever posts transfers of their own. */
  TRANSFER
}
