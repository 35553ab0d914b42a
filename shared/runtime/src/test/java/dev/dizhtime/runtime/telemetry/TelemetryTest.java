package dev.dizhtime.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Env;
import io.opentelemetry.api.trace.Span;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private static final String NOBODY = "http://127.0.0.1:9";

  @Test
  void recordsNothingWithoutAPlaceToSendItButHasIdsForTheLogs() {
    Span span = spanUnder(Map.of());
    assertThat(span.isRecording()).isFalse();
    assertThat(span.getSpanContext().isValid()).isTrue();
    assertThat(span.getSpanContext().isSampled()).isFalse();
  }

  @Test
  void recordsEachTraceWhenThereIsAPlaceToSendIt() {
    assertThat(spanUnder(Map.of("DIZHTIME_OTLP_ENDPOINT", NOBODY)).isRecording()).isTrue();
  }

  @Test
  void recordsTheShareThatIsAskedFor() {
    Span span = spanUnder(Map.of("DIZHTIME_OTLP_ENDPOINT", NOBODY, "DIZHTIME_TRACE_RATIO", "0"));
    assertThat(span.isRecording()).isFalse();
    assertThat(span.getSpanContext().isValid()).isTrue();
  }

  private static Span spanUnder(Map<String, String> environment) {
    try (Telemetry telemetry = Telemetry.start("test", Env.of(environment))) {
      return telemetry.tracer().spanBuilder("something").startSpan();
    }
  }
}
