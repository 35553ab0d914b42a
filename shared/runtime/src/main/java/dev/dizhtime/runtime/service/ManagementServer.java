package dev.dizhtime.runtime.service;

import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.telemetry.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;

/**
 * The port for operators: {@code /health/live}, {@code /health/ready}, {@code /metrics}. Live means
 * that the process answers; ready means that all it needs works.
 */
final class ManagementServer {
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final String PLAIN_METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final Telemetry telemetry;
  private final Health health;
  private final Vertx vertx;
  private volatile int port;

  ManagementServer(Vertx vertx, Telemetry telemetry, Health health) {
    this.vertx = vertx;
    this.telemetry = telemetry;
    this.health = health;
  }

  Future<HttpServer> listen(String host, int wantedPort) {
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setHttp2ClearTextEnabled(false))
        .requestHandler(this::handle)
        .listen(wantedPort, host)
        // Not onSuccess: whoever awaits late may be told before it.
        .map(this::listening);
  }

  private HttpServer listening(HttpServer server) {
    port = server.actualPort();
    return server;
  }

  int port() {
    return port;
  }

  private void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/health/live" -> answer(request, 200, Map.of("status", "up"));
      case "/health/ready" ->
          health
              .report()
              .onSuccess(
                  report -> {
                    boolean up = report.values().stream().allMatch("up"::equals);
                    var body = Map.of("status", up ? "up" : "down", "checks", report);
                    answer(request, up ? 200 : 503, body);
                  });
      case "/metrics" -> metrics(request);
      default -> answer(request, 404, Map.of("status", "unknown path"));
    }
  }

  private void metrics(HttpServerRequest request) {
    String accept = request.getHeader("accept");
    String type = accept != null && accept.contains("openmetrics") ? OPEN_METRICS : PLAIN_METRICS;
    request.response().putHeader("content-type", type).end(telemetry.scrape(type));
  }

  private static void answer(HttpServerRequest request, int status, Map<String, ?> body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(Json.write(body));
  }
}
