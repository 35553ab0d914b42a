package dev.dizhtime.runtime.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import net.logstash.logback.composite.AbstractJsonProvider;

/**
 * Writes {@code service}, {@code trace_id}, {@code span_id} and {@code request_id} on each log
 * line. They are read from what is current when the line is logged, not from a thread-bound map,
 * which would not follow a request from one virtual thread to the next.
 */
public final class LogFields extends AbstractJsonProvider<ILoggingEvent> {
  private static final Map<Vertx, String> SERVICES = new WeakHashMap<>();
  private static volatile String soleService = "dizhtime";

  /** Lets log lines of this {@code Vertx} carry the service's name. */
  public static void register(Vertx vertx, String service) {
    synchronized (SERVICES) {
      SERVICES.put(vertx, service);
      soleService = SERVICES.size() == 1 ? service : "dizhtime";
    }
  }

  @Override
  public void writeTo(JsonGenerator json, ILoggingEvent event) throws IOException {
    json.writeStringField("service", service());
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      json.writeStringField("trace_id", span.getTraceId());
      json.writeStringField("span_id", span.getSpanId());
    }
    Optional<String> requestId = RequestId.current();
    if (requestId.isPresent()) {
      json.writeStringField("request_id", requestId.get());
    }
  }

  private static String service() {
    Context context = Vertx.currentContext();
    if (context == null) {
      return soleService;
    }
    synchronized (SERVICES) {
      return SERVICES.getOrDefault(context.owner(), soleService);
    }
  }
}
