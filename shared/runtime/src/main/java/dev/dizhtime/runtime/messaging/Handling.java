package dev.dizhtime.runtime.messaging;

import dev.dizhtime.runtime.service.ServiceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** Runs a handler on the trace and under the request id that the message came with. */
final class Handling {
  /** What is done with one message. */
  interface Step {
    void run() throws Exception;
  }

  private Handling() {}

  static void traced(ServiceContext service, Incoming message, Step step) throws Exception {
    Context context = begin(service, message);
    Span span = Span.fromContext(context);
    try (Scope _ = context.makeCurrent()) {
      step.run();
    } catch (Exception e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  /** A context with a span for the handling of the message; whoever calls ends the span. */
  static Context begin(ServiceContext service, Incoming message) {
    Context cause = message.cause().context();
    return service
        .tracer()
        .spanBuilder(message.topicName() + " process")
        .setParent(cause)
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.destination.name", message.topicName())
        .setAttribute("messaging.destination.partition.id", Integer.toString(message.partition()))
        .setAttribute("messaging.kafka.offset", message.offset())
        .setAttribute("messaging.message.id", message.id())
        .setAttribute("messaging.kafka.message.key", message.key())
        .setAttribute("dizhtime.message.type", message.type())
        .startSpan()
        .storeInContext(cause);
  }
}
