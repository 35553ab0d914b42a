package dev.dizhtime.contracts;

import java.util.Objects;

/**
 * An amount that is never negative, in the minor units of its currency.
 *
 * @param amountMinor 0 to {@link #MAX_AMOUNT_MINOR}, e.g. cents
 * @param currency an ISO 4217 code of three capital letters
 */
public record Money(long amountMinor, String currency) {
  /** Ten thousand million euro in cents: far above any order, far below an overflow of sums. */
  public static final long MAX_AMOUNT_MINOR = 1_000_000_000_000L;

  public Money {
    Objects.requireNonNull(currency, "currency");
    if (amountMinor < 0 || amountMinor > MAX_AMOUNT_MINOR) {
      throw new IllegalArgumentException(
          "amountMinor must be from 0 to " + MAX_AMOUNT_MINOR + ", not " + amountMinor);
    }
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("currency must be an ISO 4217 code, not " + currency);
    }
  }

  /** Nothing, in {@code currency}. */
  public static Money zero(String currency) {
    return new Money(0, currency);
  }

  /**
   * The sum.
   *
   * @throws IllegalArgumentException when currencies differ or the sum is out of range
   */
  public Money plus(Money other) {
    return new Money(Math.addExact(amountMinor, sameCurrency(other).amountMinor), currency);
  }

  /**
   * The difference.
   *
   * @throws IllegalArgumentException when currencies differ or the difference is negative
   */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(amountMinor, sameCurrency(other).amountMinor), currency);
  }

  /**
   * This amount {@code factor} times.
   *
   * @throws IllegalArgumentException when the product is out of range
   * @throws ArithmeticException when the product overflows a long
   */
  public Money times(int factor) {
    return new Money(Math.multiplyExact(amountMinor, factor), currency);
  }

  /** The share of {@code basisPoints} hundredths of a percent (0 to 10,000), rounded half up. */
  public Money basisPoints(int basisPoints) {
    return new Money((Math.multiplyExact(amountMinor, basisPoints) + 5_000) / 10_000, currency);
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("currencies differ: " + currency + ", " + other.currency);
    }
    return other;
  }
}
