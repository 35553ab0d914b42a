package dev.dizhtime.wallet.model;

/** Why the ledger takes none of the linked transfers. */
public enum Refusal {
  /** An account would go below what it may have. */
  INSUFFICIENT_FUNDS,
  /** One of the ids belongs to a transfer with other content. */
  CONFLICT,
  /** There is no such pending transfer. */
  NOT_PENDING,
  /** The pending transfer has been posted or voided already. */
  ALREADY_RESOLVED
}
