package dev.dizhtime.gateway;

import dev.dizhtime.gateway.description.ApiDescription;
import dev.dizhtime.gateway.description.DocsPage;
import dev.dizhtime.gateway.proxy.FrontDoor;
import dev.dizhtime.gateway.proxy.Refusals;
import dev.dizhtime.gateway.routing.PathForm;
import dev.dizhtime.gateway.tls.CertificateStore;
import dev.dizhtime.gateway.tls.NamedKeys;
import dev.dizhtime.runtime.http.HttpListener;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.RequestIds;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens, on one event loop; several of these share the port. */
final class DataPlane extends VerticleBase {
  /** The longest request line, path and query included. */
  static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;

  /** All headers together. */
  static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Requests at once on one connection of HTTP/2. */
  static final int MAX_STREAMS = 128;

  private static final int IDLE_TIMEOUT_SECONDS = 120;
  private static final int HANDSHAKE_TIMEOUT_SECONDS = 10;
  private static final Logger LOG = LoggerFactory.getLogger(DataPlane.class);
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final GatewayConfig config;
  private final FrontDoor frontDoor;
  private final ApiDescription description;
  private final DocsPage docs;
  private final RequestObserver observer;
  private final CertificateStore certificates;
  private HttpServer server;
  private HttpServer secureServer;

  DataPlane(
      GatewayConfig config,
      FrontDoor frontDoor,
      ApiDescription description,
      DocsPage docs,
      RequestObserver observer,
      CertificateStore certificates) {
    this.config = config;
    this.frontDoor = frontDoor;
    this.description = description;
    this.docs = docs;
    this.observer = observer;
    this.certificates = certificates;
  }

  @Override
  public Future<?> start() {
    Handler<HttpServerRequest> handler = onlyPaths(router());
    server = server(options(), handler);
    Future<HttpServer> open = server.listen(config.port(), config.host());
    return config.tlsPort() == GatewayConfig.NO_TLS
        ? open
        : open.compose(
            _ -> {
              secureServer = server(secure(options()), handler);
              return secureServer.listen(config.tlsPort(), config.host());
            });
  }

  private HttpServer server(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    return vertx
        .createHttpServer(options)
        .requestHandler(handler)
        .invalidRequestHandler(Refusals::answerUnreadable);
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setTracingPolicy(TracingPolicy.ALWAYS)
        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(false);
  }

  /** Each handshake chooses its certificate anew, so nothing here changes when one is renewed. */
  private HttpServerOptions secure(HttpServerOptions options) {
    var settings =
        new Http2Settings()
            .setMaxConcurrentStreams(MAX_STREAMS)
            .setMaxHeaderListSize(MAX_HEADER_BYTES);
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setInitialSettings(settings)
        .setKeyCertOptions(KeyCertOptions.wrap(new NamedKeys(certificates)));
    options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
    options.setSslHandshakeTimeout(HANDSHAKE_TIMEOUT_SECONDS);
    options.setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    return options;
  }

  int port() {
    return server.actualPort();
  }

  /** Takes no more connections, and ends when the requests in hand have ended. */
  Future<Void> drain() {
    return Stream.of(server, secureServer)
        .filter(Objects::nonNull)
        .map(each -> each.shutdown(HttpListener.DRAIN_SECONDS, TimeUnit.SECONDS))
        .collect(Collectors.collectingAndThen(Collectors.toList(), Future::join))
        .mapEmpty();
  }

  private static Handler<HttpServerRequest> onlyPaths(Router router) {
    return request -> {
      if (request.path() != null && request.path().startsWith("/")) {
        router.handle(request);
      } else {
        Refusals.answerNoPath(request);
      }
    };
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(DataPlane::hold);
    router.route().handler(RequestIds::handle);
    router.route().handler(observer::handle);
    router.route().handler(DataPlane::screen);
    router.get("/api/openapi.json").handler(description::serve);
    router.get("/api/docs").handler(docs::serve);
    router.get("/api/docs/assets/:name").handler(docs::serveAsset);
    router.route().handler(frontDoor::handle);
    router.route().failureHandler(DataPlane::failed);
    return router;
  }

  /** Leaves the body where it is until somebody wants it. */
  private static void hold(RoutingContext routing) {
    routing.request().pause();
    routing.next();
  }

  /** Lets nobody in who tries to be read differently here and behind. */
  private static void screen(RoutingContext routing) {
    if (!METHODS.contains(routing.request().method())) {
      Refusals.refuse(
          routing,
          Problem.of(405, "method", "Method not allowed", "This method is not known here"));
    } else if (!PathForm.normal(routing.request().path())) {
      Refusals.refuse(
          routing,
          Problem.malformed("path", "must be in normal form, without dot segments or needless %"));
    } else {
      routing.next();
    }
  }

  private static void failed(RoutingContext routing) {
    LOG.error("request failed in the gateway", routing.failure());
    Refusals.refuse(
        routing,
        Problem.of(
            500,
            "internal",
            "Something went wrong on our side",
            "It has been recorded under the request id"));
  }
}
