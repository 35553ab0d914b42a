package dev.dizhtime.runtime.telemetry;

import io.vertx.core.Context;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Goes on with traces of which nobody records anything: what would be said of a request is not even
 * put together.
 *
 * @param <I> what the tracer behind remembers of what comes in
 * @param <O> what it remembers of what goes out
 */
record BareTracer<I, O>(VertxTracer<I, O> tracer) implements VertxTracer<I, O> {
  @Override
  public <R> I receiveRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      Iterable<Map.Entry<String, String>> headers,
      TagExtractor<R> tags) {
    return tracer.receiveRequest(
        context, kind, policy, request, operation, headers, TagExtractor.empty());
  }

  @Override
  public <R> void sendResponse(
      Context context, R response, I payload, Throwable failure, TagExtractor<R> tags) {
    tracer.sendResponse(context, response, payload, failure, TagExtractor.empty());
  }

  @Override
  public <R> O sendRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      BiConsumer<String, String> headers,
      TagExtractor<R> tags) {
    return tracer.sendRequest(
        context, kind, policy, request, operation, headers, TagExtractor.empty());
  }

  @Override
  public <R> void receiveResponse(
      Context context, R response, O payload, Throwable failure, TagExtractor<R> tags) {
    tracer.receiveResponse(context, response, payload, failure, TagExtractor.empty());
  }

  @Override
  public void close() {
    tracer.close();
  }
}
