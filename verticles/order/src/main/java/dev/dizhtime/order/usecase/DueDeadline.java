package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.order.model.DeadlineKind;

/**
 * A deadline that has passed.
 *
 * @param attempt how many times it was set for the same wait, from 1
 */
public record DueDeadline(OrderId orderId, DeadlineKind kind, int attempt) {}
