package dev.dizhtime.portal.design.view;

import dev.dizhtime.contracts.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Amounts as people type them. */
public final class Amounts {
  private static final int MAX_CHARS = 15;

  private Amounts() {}

  /** "12.5" or "12,50" as minor units; empty when it is no amount of that currency. */
  public static Optional<Long> minor(String typed, String currency) {
    if (typed.length() > MAX_CHARS || !typed.strip().matches("\\d+([.,]\\d+)?")) {
      return Optional.empty();
    }
    try {
      int digits = Currency.getInstance(currency).getDefaultFractionDigits();
      BigDecimal amount = new BigDecimal(typed.strip().replace(',', '.'));
      long minor = amount.movePointRight(digits).longValueExact();
      return minor <= Money.MAX_AMOUNT_MINOR ? Optional.of(minor) : Optional.empty();
    } catch (ArithmeticException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
