package dev.dizhtime.gateway.upstream;

import dev.dizhtime.gateway.routing.Endpoint;
import dev.dizhtime.runtime.service.ServiceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What is measured and traced of exchanges over lines, under the names of OpenTelemetry's
 * conventions. A span is made only where somebody records it; the trace goes on in any case. Used
 * on one event loop.
 */
final class Calls {
  private static final W3CTraceContextPropagator PROPAGATOR =
      W3CTraceContextPropagator.getInstance();

  /** What has no status was not answered. */
  private static final int NOT_ANSWERED = 0;

  private final Tracer tracer;
  private final MeterRegistry meters;
  private final Map<Kind, Timer> timers = new HashMap<>();

  private record Kind(String method, int status) {}

  Calls(ServiceContext service) {
    this.tracer = service.tracer();
    this.meters = service.meters();
  }

  /** One exchange, from the moment that it is sent. */
  final class Call {
    private final String method;
    private final Span span;
    private final long startNanos = System.nanoTime();
    private int status = NOT_ANSWERED;
    private boolean over;

    private Call(String method, Span span) {
      this.method = method;
      this.span = span;
    }

    void answered(int code) {
      status = code;
      span.setAttribute("http.response.status_code", Integer.toString(code));
    }

    void ended() {
      if (!over) {
        over = true;
        timer(new Kind(method, status))
            .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        span.end();
      }
    }

    /**
     * It did not come to its end.
     *
     * @param cause null when we ended it ourselves
     */
    void brokenOff(Throwable cause) {
      if (!over && cause != null) {
        span.recordException(cause);
        span.setStatus(StatusCode.ERROR);
      }
      ended();
    }
  }

  /** Begins one, and tells the service of the trace. */
  Call begin(LineExchange exchange, Endpoint endpoint) {
    Context context = Context.current();
    Span span = Span.getInvalid();
    if (Span.fromContext(context).isRecording()) {
      span =
          tracer
              .spanBuilder(exchange.method().name())
              .setParent(context)
              .setSpanKind(SpanKind.CLIENT)
              .setAttribute("url.full", endpoint + exchange.uri())
              .setAttribute("http.request.method", exchange.method().name())
              .startSpan();
      context = context.with(span);
    }
    PROPAGATOR.inject(context, exchange.headers(), MultiMap::set);
    return new Call(exchange.method().name(), span);
  }

  private Timer timer(Kind kind) {
    Timer known = timers.get(kind);
    if (known == null) {
      known =
          Timer.builder("http.client.request.duration")
              .description("How long services took to answer the gateway")
              .tag("http.request.method", kind.method())
              .tag(
                  "http.response.status_code",
                  kind.status() == NOT_ANSWERED ? "none" : Integer.toString(kind.status()))
              .register(meters);
      timers.put(kind, known);
    }
    return known;
  }
}
