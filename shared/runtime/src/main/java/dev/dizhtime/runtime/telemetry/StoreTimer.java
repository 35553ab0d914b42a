package dev.dizhtime.runtime.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Measures what a store is asked to do as OpenTelemetry's semantic conventions name it: {@code
 * db.client.operation.duration}, in the buckets that these advise, so that percentiles can be told.
 */
public final class StoreTimer {
  private StoreTimer() {}

  /**
   * What measures operations of a kind.
   *
   * @param system the kind of store, e.g. "postgresql"
   * @param operation what is done, of which there are few
   * @param more names and values of further labels
   */
  public static Timer of(MeterRegistry meters, String system, String operation, String... more) {
    return Timer.builder("db.client.operation.duration")
        .description("How long operations of a store took")
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10))
        .tag("db.system.name", system)
        .tag("db.operation.name", operation)
        .tags(more)
        .register(meters);
  }
}
