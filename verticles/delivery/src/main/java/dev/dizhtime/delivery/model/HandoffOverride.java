package dev.dizhtime.delivery.model;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;

/**
 * An admin's word that a hand-off needs no code. A hand-off has at most one.
 *
 * @param reason in the admin's words, 1 to 300 characters
 * @param by the admin
 * @param usedBy the driver whom it let pass; null while nobody
 * @param usedAt null while nobody
 */
public record HandoffOverride(
    TaskId taskId,
    OrderId orderId,
    Handoff handoff,
    String reason,
    UserId by,
    Instant at,
    UserId usedBy,
    Instant usedAt) {}
