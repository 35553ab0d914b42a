package dev.dizhtime.contracts.order;

/** How the customer pays. */
public enum PaymentMethod {
  /** From the wallet: held when the order is placed. */
  WALLET,
  /** In cash to the driver, who owes it to the platform until it is handed in. */
  CASH
}
