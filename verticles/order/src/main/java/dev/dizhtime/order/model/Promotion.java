package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A code that makes orders cheaper, at the platform's expense.
 *
 * @param code capital letters, digits and hyphens, 3 to 40
 * @param basisPoints of the items, in hundredths of a percent, 1 to 10,000; null for a fixed amount
 * @param amountMinor taken off, 1 or more; null for a share of the items
 * @param currency of the amounts; the promotion is for restaurants that sell in it
 * @param minimumMinor what the items must be worth, 0 or more
 * @param validFrom inclusive
 * @param validTo exclusive
 * @param maxUses by all customers together, 1 or more
 * @param maxUsesPerCustomer 1 to {@code maxUses}
 * @param uses by orders that were not called off; 0 to {@code maxUses}
 * @param endedAt when an admin ended it; null while nobody did
 */
public record Promotion(
    String code,
    Integer basisPoints,
    Long amountMinor,
    String currency,
    long minimumMinor,
    Instant validFrom,
    Instant validTo,
    int maxUses,
    int maxUsesPerCustomer,
    int uses,
    Instant endedAt) {
  /**
   * A promotion as one customer finds it.
   *
   * @param usesByCustomer by orders that were not called off
   */
  public record Offer(Promotion promotion, int usesByCustomer) {}

  /** A code as it is kept, however it was typed. */
  public static String normal(String code) {
    return code.strip().toUpperCase(Locale.ROOT);
  }

  /** Why an order with these items can't have it; goes on after the field's name. */
  static Optional<String> obstacle(Offer offer, Money items, Instant now) {
    Promotion promotion = offer.promotion();
    if (promotion.endedAt != null
        || now.isBefore(promotion.validFrom)
        || !now.isBefore(promotion.validTo)) {
      return Optional.of("is not valid at present");
    }
    if (!promotion.currency.equals(items.currency())) {
      return Optional.of("is for orders in " + promotion.currency);
    }
    if (promotion.uses >= promotion.maxUses) {
      return Optional.of("is used up");
    }
    if (offer.usesByCustomer >= promotion.maxUsesPerCustomer) {
      return Optional.of("was used by you as often as it may be");
    }
    return items.amountMinor() < promotion.minimumMinor
        ? Optional.of("needs items worth " + promotion.minimumMinor + " minor units or more")
        : Optional.empty();
  }

  /**
   * What it takes off, rounded half up: at most {@code ceiling}.
   *
   * @param items what a share is a share of
   */
  Money discount(Money items, Money ceiling) {
    long wantedMinor =
        basisPoints == null ? amountMinor : items.basisPoints(basisPoints).amountMinor();
    return new Money(Math.min(wantedMinor, ceiling.amountMinor()), items.currency());
  }
}
