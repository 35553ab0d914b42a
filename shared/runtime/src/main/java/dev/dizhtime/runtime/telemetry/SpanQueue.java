package dev.dizhtime.runtime.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spans on their way out. Nobody waits for them: of more than so many, and when they can't be
 * delivered, they are dropped, and that is counted ({@code dizhtime.spans.dropped} by {@code
 * reason}, {@code dizhtime.spans.waiting}). Each span gets the id of the request it is for.
 */
final class SpanQueue implements SpanProcessor {
  private static final Duration EXPORT_DELAY = Duration.ofMillis(500);
  private static final String DROPPED = "dizhtime.spans.dropped";

  private final int maxWaiting;
  private final SpanProcessor batches;
  private final AtomicLong waiting = new AtomicLong();
  private final Counter full;
  private final Counter undelivered;

  /** Before this exporter, with so many waiting at most. */
  SpanQueue(SpanExporter exporter, int maxWaiting, MeterRegistry meters) {
    this.maxWaiting = maxWaiting;
    this.batches =
        BatchSpanProcessor.builder(new Counted(exporter))
            // Never full: more are not handed to it.
            .setMaxQueueSize(2 * maxWaiting)
            .setScheduleDelay(EXPORT_DELAY)
            .build();
    this.full = dropped("full", meters);
    this.undelivered = dropped("undelivered", meters);
    Gauge.builder("dizhtime.spans.waiting", waiting, AtomicLong::get)
        .description("Spans that wait to be exported")
        .register(meters);
  }

  private static Counter dropped(String reason, MeterRegistry meters) {
    return Counter.builder(DROPPED)
        .description("Spans that were dropped, because too many waited or nobody took them")
        .tag("reason", reason)
        .register(meters);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    RequestId.of(parent).ifPresent(id -> span.setAttribute(RequestId.ATTRIBUTE, id));
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (waiting.get() >= maxWaiting) {
      full.increment();
      return;
    }
    waiting.incrementAndGet();
    batches.onEnd(span);
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  /** Counts what has left, one way or the other. */
  private final class Counted implements SpanExporter {
    private final SpanExporter exporter;

    Counted(SpanExporter exporter) {
      this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      int count = spans.size();
      CompletableResultCode result = exporter.export(spans);
      result.whenComplete(
          () -> {
            waiting.addAndGet(-count);
            if (!result.isSuccess()) {
              undelivered.increment(count);
            }
          });
      return result;
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
