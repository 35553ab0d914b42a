package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.OperatorAction;
import java.time.Instant;

/**
 * What an operator did about an order, kept for good.
 *
 * @param by who
 * @param reason in their words, 1 to 300 characters
 * @param outcome what came of it, in words
 */
public record OperatorEntry(
    OrderId orderId, OperatorAction action, UserId by, String reason, String outcome, Instant at) {}
