package dev.dizhtime.runtime.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.prometheus.metrics.tracer.common.SpanContext;

/** Lets a histogram remember the trace that was slow. */
public final class Exemplars implements SpanContext {
  private static final ScopedValue<Span> MEASURED = ScopedValue.newInstance();

  Exemplars() {}

  /**
   * Measures something of a trace that may be over. The current trace would not do: it is kept with
   * the request, and whichever thread sends the answer's end takes it away at any moment.
   */
  public static void of(Context trace, Runnable measurement) {
    Span span = Span.fromContext(trace);
    if (span.getSpanContext().isSampled()) {
      ScopedValue.where(MEASURED, span).run(measurement);
    } else {
      measurement.run();
    }
  }

  private static Span span() {
    return MEASURED.isBound() ? MEASURED.get() : Span.current();
  }

  @Override
  public String getCurrentTraceId() {
    var span = span().getSpanContext();
    return span.isValid() ? span.getTraceId() : null;
  }

  @Override
  public String getCurrentSpanId() {
    var span = span().getSpanContext();
    return span.isValid() ? span.getSpanId() : null;
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return span().getSpanContext().isSampled();
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    span().setAttribute("exemplar", true);
  }
}
