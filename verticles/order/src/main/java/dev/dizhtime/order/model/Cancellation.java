package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.order.CancelledBy;

/**
 * How an order was called off.
 *
 * @param reason a code, or the words of whoever called it off
 * @param cost what the customer pays all the same
 * @param during the state that it was called off in
 */
public record Cancellation(CancelledBy by, String reason, Money cost, OrderState during) {}
