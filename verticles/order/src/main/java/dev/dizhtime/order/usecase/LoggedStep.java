package dev.dizhtime.order.usecase;

import dev.dizhtime.order.model.SagaStep;

/**
 * A line of a saga log as it was kept.
 *
 * @param sequence counts from 1 within the order
 * @param traceId the trace that the step belongs to; null when there was none
 */
public record LoggedStep(int sequence, SagaStep step, String traceId) {}
