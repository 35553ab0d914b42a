package dev.dizhtime.delivery.model;

/**
 * Under which trace and request a task was asked for; all that happens to it later goes on there.
 *
 * @param traceparent W3C, or null when there was no trace
 * @param requestId or null when there was none
 */
public record Cause(String traceparent, String requestId) {}
