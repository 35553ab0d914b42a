package dev.dizhtime.contracts.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import java.util.UUID;

/**
 * One share of a captured payment.
 *
 * @param payee what kind of account receives it
 * @param ownerId the restaurant id for {@code RESTAURANT}, the driver's user id for {@code DRIVER}
 *     and {@code TIP}; null for the platform's own accounts
 */
public record Leg(
    Payee payee, @JsonInclude(JsonInclude.Include.NON_NULL) UUID ownerId, Money amount) {
  /** Who can be paid. */
  public enum Payee {
    /** The restaurant's payable; {@code ownerId} is the restaurant id. */
    RESTAURANT,
    /** The driver's payable for the way. */
    DRIVER,
    /** The driver's payable for the tip. */
    TIP,
    /** The platform's commission. */
    COMMISSION,
    /** Tax to be handed on. */
    TAX,
    /** The platform's share of the delivery fee. */
    DELIVERY_FEE
  }
}
