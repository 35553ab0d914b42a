package dev.dizhtime.wallet.model;

/** Why the ledger takes none of the linked transfers. */
public enum Refusal {
  /** An account would go below what it may have. */
  INSUFFICIENT_FUNDS,
  /** There is no such account. */
  UNKNOWN_ACCOUNT,
  /** An account is of another currency than the transfer. */
  CURRENCY_MISMATCH,
  /** One of the ids belongs to a transfer with other content. */
  CONFLICT,
  /** There is no such pending transfer. */
  NOT_PENDING,
  /** The pending transfer has been posted, voided or expired already. */
  ALREADY_RESOLVED,
  /** More is to be taken than the pending transfer holds. */
  EXCEEDS_PENDING,
  /** The id was given up before a transfer took it. */
  BARRED,
  /** A counter would pass what it can hold. */
  OVERFLOW
}
