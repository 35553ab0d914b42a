package dev.dizhtime.runtime.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;

/**
 * The cause of something, in the form that survives a row or a record: a W3C traceparent and a
 * request id. An outbox row keeps it, so that the relay goes on with the trace; an aggregate keeps
 * the one it was made under, so that all that happens to it later is one trace.
 *
 * @param traceparent W3C, or null when there was no trace
 * @param requestId or null when there was none
 */
public record TraceContext(String traceparent, String requestId) {
  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
          return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
          return carrier == null ? null : carrier.get(key);
        }
      };

  /** No cause is known. */
  public static final TraceContext NONE = new TraceContext(null, null);

  /** What is going on at present. */
  public static TraceContext current() {
    return of(Context.current());
  }

  /** What is going on in a context. */
  public static TraceContext of(Context context) {
    Map<String, String> carrier = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(context, carrier, Map::put);
    return new TraceContext(carrier.get("traceparent"), RequestId.of(context).orElse(null));
  }

  /** The context to go on in, as a child of the cause. */
  public Context context() {
    Context context =
        traceparent == null
            ? Context.root()
            : W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), Map.of("traceparent", traceparent), GETTER);
    return requestId == null ? context : RequestId.in(context, requestId);
  }

  /**
   * Goes on under this cause until the scope is closed, and links the present span (say, the HTTP
   * request of whoever pressed the button) to it, so that neither story loses the other.
   */
  public Scope resume() {
    Context context = context();
    SpanContext target = Span.fromContext(context).getSpanContext();
    if (target.isValid()) {
      Span.current().addLink(target);
    }
    return context.makeCurrent();
  }
}
