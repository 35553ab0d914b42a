package dev.dizhtime.runtime.http;

import dev.dizhtime.runtime.telemetry.Exemplars;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;

/**
 * Measures requests as OpenTelemetry's semantic conventions name it: {@code
 * http.server.request.duration} by method, route template (never the path, which is unbounded) and
 * status.
 */
public final class HttpMeters {
  /** Where the route's template is kept with the request; "none" is measured where it is not. */
  public static final String ROUTE = "dizhtime.route";

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

  public HttpMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** The handler that stands first on a router. */
  public void handle(RoutingContext routing) {
    long start = System.nanoTime();
    // The span may have ended when the end is told, and would be missed as the duration's exemplar.
    Context trace = Context.current();
    routing.addEndHandler(
        _ -> {
          Duration duration = Duration.ofNanos(System.nanoTime() - start);
          Exemplars.of(trace, () -> record(routing, routing.get(ROUTE, "none"), duration));
        });
    routing.next();
  }

  /** The method's name, or {@code _OTHER}: strangers may send any word as a method. */
  public static String methodName(HttpServerRequest request) {
    HttpMethod method = request.method();
    return KNOWN.contains(method) ? method.name() : "_OTHER";
  }

  /** The same of a routed request. */
  public static String methodName(RoutingContext routing) {
    return methodName(routing.request());
  }

  /** Measures an answered request under a route, of which there are few. */
  public void record(RoutingContext routing, String route, Duration duration) {
    timer(methodName(routing), route, routing.response().getStatusCode()).record(duration);
  }

  /** What measures requests of a kind, by a route's template, of which there are few. */
  public Timer timer(String methodName, String route, int status) {
    return Timer.builder("http.server.request.duration")
        .description("How long requests took")
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .tag("http.request.method", methodName)
        .tag("http.route", route)
        .tag("http.response.status_code", Integer.toString(status))
        .register(meters);
  }
}
