package dev.dizhtime.wallet.model;

import java.util.OptionalLong;

/**
 * The floors that accounts are opened with; an account keeps its own from then on.
 *
 * @param cashCreditMinor how much cash a driver may have of the platform's, holds counted, 0 or
 *     more
 */
public record Floors(long cashCreditMinor) {
  /** Two hundred of whatever the currency is, in hundredths. */
  public static final long DEFAULT_CASH_CREDIT_MINOR = 20_000;

  /** What holds where nothing else is said. */
  public static final Floors DEFAULT = new Floors(DEFAULT_CASH_CREDIT_MINOR);

  public Floors {
    if (cashCreditMinor < 0) {
      throw new IllegalArgumentException("cashCreditMinor must be 0 or more");
    }
  }

  /** The floor of an account of this kind; empty when there is none. */
  public OptionalLong of(AccountKind kind) {
    return kind == AccountKind.CASH_FLOAT ? OptionalLong.of(-cashCreditMinor) : kind.floorMinor();
  }
}
