package dev.dizhtime.wallet.payment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Money;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that a provider tells of a payment.
 *
 * @param id the provider's; the same id again has no second effect
 * @param topUpId as we gave it to the provider; empty where the provider names only its own
 *     reference
 * @param reference the provider's own name for the payment; null when it does not say
 * @param amount what it is about; for a charge-back at most what was paid
 * @param reason a code; null for none
 */
public record PaymentEvent(
    String id, Kind kind, Optional<UUID> topUpId, String reference, Money amount, String reason) {
  /** What can happen to a payment. */
  public enum Kind {
    /** The provider has the money. */
    SUCCEEDED,
    /** There will be no money. */
    DECLINED,
    /** The customer's bank took the money back. */
    CHARGED_BACK
  }

  /**
   * An amount as a provider writes it. Half a cent is not rounded away, and a text is no number.
   *
   * @throws IllegalArgumentException when it is not a whole number of minor units, or out of range
   */
  static Money amount(JsonNode minor, String currency) {
    if (!minor.isIntegralNumber() || !minor.canConvertToLong()) {
      throw new IllegalArgumentException("not an amount: " + minor);
    }
    return new Money(minor.longValue(), currency);
  }
}
