package dev.dizhtime.order.operations;

import dev.dizhtime.contracts.ConsumerGroup;
import java.time.Instant;
import java.util.UUID;

/**
 * What an operator did about dead letters.
 *
 * @param group null for all
 * @param offset null for all
 * @param replayed how many were said again
 * @param notReplayable how many can't be, and were marked as seen
 */
record ReplayAction(
    UUID actionId,
    UUID operatorId,
    ConsumerGroup group,
    Long offset,
    String reason,
    int replayed,
    int notReplayable,
    Instant at) {}
