package dev.dizhtime.notification;

import dev.dizhtime.contracts.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** Money in words, e.g. {@code 12.34 USD}. */
final class Amounts {
  private static final int USUAL_DIGITS = 2;

  private Amounts() {}

  static String text(Money money) {
    return BigDecimal.valueOf(money.amountMinor(), digits(money.currency())).toPlainString()
        + " "
        + money.currency();
  }

  private static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException _) {
      return USUAL_DIGITS;
    }
  }
}
