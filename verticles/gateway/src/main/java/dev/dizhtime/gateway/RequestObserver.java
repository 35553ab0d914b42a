package dev.dizhtime.gateway;

import static net.logstash.logback.argument.StructuredArguments.value;

import dev.dizhtime.gateway.proxy.FrontDoor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One log line and one measurement per request, by the route's prefix; the path itself is in the
 * log only, without its query, which may say where somebody is.
 */
final class RequestObserver {
  private static final Logger LOG = LoggerFactory.getLogger("dizhtime.access");
  private static final Set<HttpMethod> KNOWN =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final MeterRegistry meters;

  RequestObserver(MeterRegistry meters) {
    this.meters = meters;
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
    HttpMethod method = routing.request().method();
    String methodName = KNOWN.contains(method) ? method.name() : "_OTHER";
    String route = route(routing);
    int status = routing.response().getStatusCode();
    Timer.builder("http.server.request.duration")
        .description("How long requests took")
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .tag("http.request.method", methodName)
        .tag("http.route", route)
        .tag("http.response.status_code", Integer.toString(status))
        .register(meters)
        .record(duration);
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
