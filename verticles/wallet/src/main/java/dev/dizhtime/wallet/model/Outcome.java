package dev.dizhtime.wallet.model;

/** What came of linked transfers: all of them, or none. */
public sealed interface Outcome {
  /** They hold; {@link Ledger#taken} has them, and they are to be written. */
  record Posted() implements Outcome {}

  /** The very same transfers were written before; nothing is to be done. */
  record AlreadyPosted() implements Outcome {}

  /**
   * None of them can be.
   *
   * @param index of the first that can't, from 0
   */
  record Refused(Refusal reason, int index) implements Outcome {}
}
