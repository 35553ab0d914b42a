package dev.dizhtime.runtime.http;

import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;

/** Opens a service's port, and closes it first of all when the service stops. */
public final class HttpListener {
  /** How long requests in hand may take to end when the service stops. */
  public static final int DRAIN_SECONDS = 5;

  private HttpListener() {}

  /**
   * Listens at {@code DIZHTIME_HTTP_HOST} (all addresses) and {@code DIZHTIME_HTTP_PORT} (8080; 0
   * for any free one). HTTP/2 is spoken by the gateway, over TLS: an upgrade in clear text (gone
   * since RFC 9113) left some clients without the end of a long answer.
   */
  public static HttpServer listen(
      ServiceContext service, Router router, HttpServerOptions options) {
    int port = service.env().integer("HTTP_PORT", 8080, 0, 65_535);
    HttpServer server =
        service
            .vertx()
            .createHttpServer(options.setHttp2ClearTextEnabled(false))
            .requestHandler(router)
            .listen(port, service.env().text("HTTP_HOST", "0.0.0.0"))
            .await();
    service.onStop("http server", () -> server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS).await());
    service.listening(server.actualPort());
    return server;
  }
}
