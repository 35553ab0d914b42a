package dev.dizhtime.order.usecase;

import dev.dizhtime.order.model.Origin;
import dev.dizhtime.runtime.telemetry.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.Objects;

/** Lets every step of an order go on under the trace and the request id that it was placed with. */
final class OrderTrace {
  private OrderTrace() {}

  /**
   * Goes on under the order's origin. What already belongs to it, like a reply of the wallet, stays
   * where it is in the trace, so that the tree shows which message led to which step.
   */
  static Scope resume(Origin origin) {
    String present = Span.current().getSpanContext().getTraceId();
    boolean sameRequest = Objects.equals(TraceContext.current().requestId(), origin.requestId());
    return sameRequest && present.equals(origin.traceId())
        ? Scope.noop()
        : new TraceContext(origin.traceparent(), origin.requestId()).resume();
  }
}
