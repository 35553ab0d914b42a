package dev.dizhtime.runtime.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Measures requests as OpenTelemetry's semantic conventions name it: {@code
 * http.server.request.duration} by method, route template (never the path, which is unbounded) and
 * status.
 */
final class HttpMeters {
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

  HttpMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void handle(RoutingContext routing) {
    long start = System.nanoTime();
    routing.addEndHandler(_ -> record(routing, System.nanoTime() - start));
    routing.next();
  }

  private void record(RoutingContext routing, long nanos) {
    var route = routing.currentRoute();
    HttpMethod method = routing.request().method();
    Timer.builder("http.server.request.duration")
        .description("How long requests took")
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .tag("http.request.method", KNOWN.contains(method) ? method.name() : "_OTHER")
        .tag("http.route", route == null || route.getPath() == null ? "none" : route.getPath())
        .tag("http.response.status_code", Integer.toString(routing.response().getStatusCode()))
        .register(meters)
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
