package dev.dizhtime.wallet.payment;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.telemetry.TraceContext;
import java.time.Instant;
import java.util.UUID;

/**
 * A customer's payment into the wallet.
 *
 * @param id also that of the transfer that credits it
 * @param reference the provider's own name for it; null until it was told
 * @param reason the provider's code for a decline or a charge-back; null for none
 * @param attempts how often the provider was asked, this time included
 * @param cause the customer's request
 * @param decidedAt when it left {@code PENDING} or was charged back; null before
 */
public record TopUp(
    UUID id,
    UserId customer,
    Money amount,
    Status status,
    String reference,
    String reason,
    int attempts,
    Instant createdAt,
    Instant decidedAt,
    TraceContext cause) {
  /** Where it stands. */
  public enum Status {
    /** The provider has not said yet. */
    PENDING,
    /** The money is in the wallet. */
    SUCCEEDED,
    /** No money came. */
    DECLINED,
    /** The money came and was taken back. */
    CHARGED_BACK
  }
}
