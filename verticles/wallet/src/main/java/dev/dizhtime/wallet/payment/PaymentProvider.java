package dev.dizhtime.wallet.payment;

import java.util.Optional;

/**
 * Whoever collects customers' money for us. Calls wait for the answer, for some seconds at most.
 */
public interface PaymentProvider {
  /** As in the webhook's path and in the table, e.g. {@code stripe}. */
  String name();

  /**
   * Asks for the payment. The top-up's id is the idempotency key: however often this is asked, the
   * customer pays once.
   *
   * @throws ProviderUnavailableException when the answer is not known; to be asked again
   */
  Payment request(TopUp topUp);

  /**
   * How a payment that was asked for stands.
   *
   * @param topUp with a reference
   * @throws ProviderUnavailableException when the answer is not known; to be asked again
   */
  Payment find(TopUp topUp);

  /** The header that a webhook is signed in. */
  String signatureHeader();

  /**
   * What a webhook says, whose signature is good.
   *
   * @return empty when it is about something that we do not care for
   * @throws IllegalArgumentException when it can't be read
   */
  Optional<PaymentEvent> read(byte[] body);

  /**
   * A payment as the provider sees it.
   *
   * @param reference the provider's own name for it; null when it has none
   * @param kind what it tells us; empty as long as nothing is decided
   * @param reason the provider's code for a decline; null for none
   * @param faulty whether it is declined for what we asked, not for what the customer has: asking
   *     again is no use, and an operator should look
   */
  record Payment(
      String reference, Optional<PaymentEvent.Kind> kind, String reason, boolean faulty) {
    Payment(String reference, Optional<PaymentEvent.Kind> kind, String reason) {
      this(reference, kind, reason, false);
    }
  }

  /** The provider did not answer, or not so that we know what it did. */
  final class ProviderUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderUnavailableException(String message) {
      super(message, null, false, false);
    }
  }
}
