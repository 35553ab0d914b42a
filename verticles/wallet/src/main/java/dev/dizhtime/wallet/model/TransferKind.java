package dev.dizhtime.wallet.model;

/** What a transfer does. */
public enum TransferKind {
  /** Moves money at once. */
  POSTED,
  /** Holds money until a later transfer says what becomes of it. */
  PENDING,
  /** Moves what a pending transfer held. */
  POST_PENDING,
  /** Lets go of what a pending transfer held. */
  VOID_PENDING;

  /** Whether it settles an earlier, pending transfer. */
  public boolean resolves() {
    return this == POST_PENDING || this == VOID_PENDING;
  }
}
