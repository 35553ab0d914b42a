package dev.dizhtime.wallet.model;

/** What a transfer does. */
public enum TransferKind {
  /** Moves money at once. */
  POSTED,
  /** Holds money until a later transfer says what becomes of it. */
  PENDING,
  /** Moves what a pending transfer held, or a part of it, and lets go of the rest. */
  POST_PENDING,
  /** Lets go of what a pending transfer held. */
  VOID_PENDING,
  /** Lets go of what a pending transfer held, because its time was up. */
  EXPIRE_PENDING;

  /** Whether it settles an earlier, pending transfer. */
  public boolean resolves() {
    return this == POST_PENDING || this == VOID_PENDING || this == EXPIRE_PENDING;
  }
}
