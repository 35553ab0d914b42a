package dev.dizhtime.gateway.description;

import dev.dizhtime.gateway.proxy.ResponseHeaders;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.RouteTable;
import dev.dizhtime.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code GET /api/openapi.json}: all services' documents, read at the same time and kept for {@link
 * #MAX_AGE}. One that does not answer is listed under {@code x-unavailable}. Used on one event
 * loop.
 */
public final class ApiDescription {
  static final Duration MAX_AGE = Duration.ofSeconds(10);

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;

  private final RouteTable routes;
  private final Upstreams upstreams;
  private final Clock clock;
  private Future<Buffer> kept;
  private Instant keptSince = Instant.EPOCH;

  public ApiDescription(RouteTable routes, Upstreams upstreams, Clock clock) {
    this.routes = routes;
    this.upstreams = upstreams;
    this.clock = clock;
  }

  /** Answers with the document. */
  public void serve(RoutingContext routing) {
    routing.request().resume();
    current()
        .onSuccess(
            document -> {
              ResponseHeaders.secure(routing.response().headers());
              routing
                  .response()
                  .putHeader("content-type", "application/json")
                  .putHeader("cache-control", "no-cache")
                  .end(document);
            })
        .onFailure(routing::fail);
  }

  private Future<Buffer> current() {
    if (kept == null || kept.failed() || keptSince.plus(MAX_AGE).isBefore(clock.instant())) {
      keptSince = clock.instant();
      kept = read();
    }
    return kept;
  }

  private Future<Buffer> read() {
    Map<String, Future<JsonObject>> reading = new LinkedHashMap<>();
    routes.current().apis().forEach((service, route) -> reading.put(service, read(route)));
    return Future.join(reading.values().stream().toList())
        .transform(
            _ -> {
              MergedDescription merged = new MergedDescription();
              reading.forEach(
                  (service, document) -> {
                    if (document.succeeded()) {
                      merged.add(service, document.result());
                    } else {
                      merged.unavailable(service);
                    }
                  });
              return Future.succeededFuture(merged.document().toBuffer());
            });
  }

  private Future<JsonObject> read(Route route) {
    if (route.endpoints().isEmpty()) {
      return Future.failedFuture("nobody serves it at present");
    }
    return upstreams
        .request(route.endpoints().getFirst(), HttpMethod.GET, "/openapi.json")
        .compose(request -> request.send())
        .compose(ApiDescription::document)
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Future<JsonObject> document(HttpClientResponse response) {
    String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean good =
        response.statusCode() == 200
            && length != null
            && Long.parseLong(length) <= MAX_DOCUMENT_BYTES;
    if (!good) {
      response.request().reset();
      return Future.failedFuture("no API description");
    }
    return response.body().map(Buffer::toJsonObject);
  }
}
