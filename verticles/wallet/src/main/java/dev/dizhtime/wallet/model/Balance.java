package dev.dizhtime.wallet.model;

/**
 * An account's four counters, in minor units; or what a transfer adds to them.
 *
 * @param debitsPosted what has left the account
 * @param creditsPosted what has come to it
 * @param debitsPending what is held to leave it
 * @param creditsPending what is held to come to it
 */
public record Balance(
    long debitsPosted, long creditsPosted, long debitsPending, long creditsPending) {
  /** Nothing yet. */
  public static final Balance ZERO = new Balance(0, 0, 0, 0);

  /**
   * What a transfer adds to the account that it debits.
   *
   * @param held what the pending transfer held that this one resolves; else not looked at
   */
  static Balance debit(TransferKind kind, long amount, long held) {
    return switch (kind) {
      case POSTED -> new Balance(amount, 0, 0, 0);
      case PENDING -> new Balance(0, 0, amount, 0);
      case POST_PENDING -> new Balance(amount, 0, -held, 0);
      case VOID_PENDING, EXPIRE_PENDING -> new Balance(0, 0, -held, 0);
    };
  }

  /** What a transfer adds to the account that it credits. */
  static Balance credit(TransferKind kind, long amount, long held) {
    Balance debit = debit(kind, amount, held);
    return new Balance(0, debit.debitsPosted, 0, debit.debitsPending);
  }

  /**
   * The sum, counter by counter.
   *
   * @throws ArithmeticException when a counter overflows
   */
  public Balance plus(Balance other) {
    return new Balance(
        Math.addExact(debitsPosted, other.debitsPosted),
        Math.addExact(creditsPosted, other.creditsPosted),
        Math.addExact(debitsPending, other.debitsPending),
        Math.addExact(creditsPending, other.creditsPending));
  }

  /**
   * What was added since, counter by counter.
   *
   * @throws ArithmeticException when a difference overflows
   */
  public Balance since(Balance earlier) {
    return new Balance(
        Math.subtractExact(debitsPosted, earlier.debitsPosted),
        Math.subtractExact(creditsPosted, earlier.creditsPosted),
        Math.subtractExact(debitsPending, earlier.debitsPending),
        Math.subtractExact(creditsPending, earlier.creditsPending));
  }

  /** What is there, holds not counted. */
  public long postedMinor() {
    return Math.subtractExact(creditsPosted, debitsPosted);
  }

  /** What may be spent: what is there less what is held. */
  public long availableMinor() {
    return Math.subtractExact(postedMinor(), debitsPending);
  }
}
