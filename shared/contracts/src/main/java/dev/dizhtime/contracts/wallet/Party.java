package dev.dizhtime.contracts.wallet;

/** Whose account an {@link AdjustFunds} takes from or gives to. */
public enum Party {
  /** The customer's wallet; the owner is the customer. */
  CUSTOMER,
  /** The restaurant's payable; the owner is the restaurant. */
  RESTAURANT,
  /** The driver's payable; the owner is the driver's user. */
  DRIVER,
  /** What the platform spends on putting things right. */
  PLATFORM,
  /** The platform's commission. */
  COMMISSION,
  /** The platform's share of delivery fees. */
  DELIVERY_FEE,
  /** Tax to be handed on. */
  TAX
}
