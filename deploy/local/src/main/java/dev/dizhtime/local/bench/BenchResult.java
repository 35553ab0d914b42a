package dev.dizhtime.local.bench;

import java.time.Instant;

/**
 * How long orders waited between being placed and their funds being reserved, on the platform's own
 * clock.
 */
public record BenchResult(Instant at, int orders, long p50Millis, long p95Millis, long maxMillis) {}
