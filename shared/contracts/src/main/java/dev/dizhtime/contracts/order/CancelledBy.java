package dev.dizhtime.contracts.order;

/** Who called an order off. */
public enum CancelledBy {
  CUSTOMER,
  RESTAURANT,
  /** A deadline that passed, or an operator. */
  PLATFORM
}
