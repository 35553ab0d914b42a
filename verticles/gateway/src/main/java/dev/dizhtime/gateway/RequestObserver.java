package dev.dizhtime.gateway;

import static net.logstash.logback.argument.StructuredArguments.value;

import dev.dizhtime.gateway.proxy.FrontDoor;
import dev.dizhtime.runtime.http.HttpMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One log line and one measurement per request, by the route's prefix; the path itself is in the
 * log only, without its query, which may say where somebody is.
 */
final class RequestObserver {
  private static final Logger LOG = LoggerFactory.getLogger("dizhtime.access");
  private final HttpMeters meters;

  RequestObserver(MeterRegistry meters) {
    this.meters = new HttpMeters(meters);
  }

  void handle(RoutingContext routing) {
    long start = System.nanoTime();
    // The trace's scope may be over before the last byte is out, so it is kept for the log line.
    Context trace = Context.current();
    routing.addEndHandler(
        _ -> {
          try (Scope _ = trace.makeCurrent()) {
            record(routing, Duration.ofNanos(System.nanoTime() - start));
          }
        });
    routing.next();
  }

  private void record(RoutingContext routing, Duration duration) {
    String methodName = HttpMeters.methodName(routing);
    String route = route(routing);
    int status = routing.response().getStatusCode();
    meters.record(routing, route, duration);
    LOG.info(
        "{} {} answered {} in {} ms, route {}",
        value("http_method", methodName),
        value("http_path", routing.request().path()),
        value("http_status", status),
        value("duration_ms", duration.toMillis()),
        value("http_route", route));
  }

  private static String route(RoutingContext routing) {
    String prefix = routing.get(FrontDoor.ROUTE);
    if (prefix != null) {
      return prefix;
    }
    var own = routing.currentRoute();
    return own == null || own.getPath() == null ? "none" : own.getPath();
  }
}
