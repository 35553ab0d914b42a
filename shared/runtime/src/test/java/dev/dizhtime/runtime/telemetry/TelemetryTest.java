package dev.dizhtime.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Env;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
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

  @Test
  void countsTheSpansThatNobodyTakes() {
    try (Telemetry telemetry =
        Telemetry.start("test", Env.of(Map.of("DIZHTIME_OTLP_ENDPOINT", NOBODY)))) {
      telemetry.tracer().spanBuilder("something").startSpan().end();
      telemetry.openTelemetry().getSdkTracerProvider().forceFlush().join(30, TimeUnit.SECONDS);
      assertThat(dropped(telemetry, "undelivered")).isEqualTo(1);
      assertThat(telemetry.meters().get("dizhtime.spans.waiting").gauge().value()).isZero();
    }
  }

  @Test
  void dropsAndCountsSpansRatherThanKeepThemAll() {
    var meters = new SimpleMeterRegistry();
    var never = new CompletableResultCode();
    var queue = new SpanQueue(new Stuck(never), 3, meters);
    try (SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(queue).build()) {
      for (int i = 0; i < 10; i++) {
        provider.get("test").spanBuilder("something").startSpan().end();
      }
      assertThat(meters.get("dizhtime.spans.dropped").tag("reason", "full").counter().count())
          .isEqualTo(7);
      assertThat(meters.get("dizhtime.spans.waiting").gauge().value()).isEqualTo(3);
      never.succeed();
    }
  }

  @Test
  void putsTheIdOfTheRequestOnEachSpan() {
    var exporter = new Stuck(CompletableResultCode.ofSuccess());
    var queue = new SpanQueue(exporter, 3, new SimpleMeterRegistry());
    try (SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(queue).build()) {
      Context context = RequestId.in(Context.root(), "request-1");
      provider.get("test").spanBuilder("something").setParent(context).startSpan().end();
      provider.forceFlush().join(30, TimeUnit.SECONDS);
    }
    assertThat(exporter.seen)
        .singleElement()
        .satisfies(
            span ->
                assertThat(span.getAttributes().get(AttributeKey.stringKey(RequestId.ATTRIBUTE)))
                    .isEqualTo("request-1"));
  }

  /** The current trace is the request's, which another thread takes away when the answer is out. */
  @Test
  void remembersTheTraceOfWhatIsMeasuredThoughItIsNotCurrent() {
    try (Telemetry telemetry =
        Telemetry.start("test", Env.of(Map.of("DIZHTIME_OTLP_ENDPOINT", NOBODY)))) {
      Timer timer =
          Timer.builder("slow")
              .serviceLevelObjectives(Duration.ofSeconds(1))
              .register(telemetry.meters());
      Span span = telemetry.tracer().spanBuilder("something").startSpan();

      Exemplars.of(Context.root().with(span), () -> timer.record(Duration.ofMillis(1)));

      assertThat(telemetry.scrape("application/openmetrics-text"))
          .contains("trace_id=\"%s\"".formatted(span.getSpanContext().getTraceId()));
    }
  }

  private static double dropped(Telemetry telemetry, String reason) {
    return telemetry.meters().get("dizhtime.spans.dropped").tag("reason", reason).counter().count();
  }

  /** Answers an export with one result. */
  private static final class Stuck implements SpanExporter {
    private final CompletableResultCode result;
    private final Queue<SpanData> seen = new ConcurrentLinkedQueue<>();

    Stuck(CompletableResultCode result) {
      this.result = result;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      seen.addAll(spans);
      return result;
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static Span spanUnder(Map<String, String> environment) {
    try (Telemetry telemetry = Telemetry.start("test", Env.of(environment))) {
      return telemetry.tracer().spanBuilder("something").startSpan();
    }
  }
}
