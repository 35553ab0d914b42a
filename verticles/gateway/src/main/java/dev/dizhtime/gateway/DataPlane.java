package dev.dizhtime.gateway;

import dev.dizhtime.gateway.guests.GuestLimits;
import dev.dizhtime.gateway.guests.Guests;
import dev.dizhtime.gateway.proxy.Deadlines;
import dev.dizhtime.gateway.proxy.FrontDoor;
import dev.dizhtime.gateway.tls.CertificateStore;
import dev.dizhtime.gateway.tls.NamedKeys;
import dev.dizhtime.gateway.upstream.Upstreams;
import dev.dizhtime.runtime.http.HttpListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Listens, on one event loop; several of these share the ports. */
final class DataPlane extends VerticleBase {
  private static final int HANDSHAKE_TIMEOUT_SECONDS = 10;

  private final GatewayConfig config;
  private final FrontDoor frontDoor;
  private final Guests guests;
  private final Deadlines deadlines;
  private final Upstreams upstreams;
  private final CertificateStore certificates;
  private HttpServer server;
  private HttpServer secureServer;

  DataPlane(
      GatewayConfig config,
      FrontDoor frontDoor,
      Guests guests,
      Deadlines deadlines,
      Upstreams upstreams,
      CertificateStore certificates) {
    this.config = config;
    this.frontDoor = frontDoor;
    this.guests = guests;
    this.deadlines = deadlines;
    this.upstreams = upstreams;
    this.certificates = certificates;
  }

  @Override
  public Future<?> start() {
    guests.watch(vertx);
    deadlines.watch(vertx);
    upstreams.watch(vertx);
    server = server(options());
    Future<HttpServer> open = server.listen(config.port(), config.host());
    return config.tlsPort() == GatewayConfig.NO_TLS
        ? open
        : open.compose(
            _ -> {
              secureServer = server(secure(options()));
              return secureServer.listen(config.tlsPort(), config.host());
            });
  }

  private HttpServer server(HttpServerOptions options) {
    return vertx
        .createHttpServer(options)
        .connectionHandler(guests::arrived)
        .requestHandler(frontDoor::handle)
        .invalidRequestHandler(frontDoor::refuseUnreadable);
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setTracingPolicy(TracingPolicy.ALWAYS)
        .setMaxInitialLineLength(GuestLimits.MAX_REQUEST_LINE_BYTES)
        .setMaxHeaderSize(GuestLimits.MAX_HEADER_BYTES)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(false)
        // Everything is written on the event loop, so nothing has to be handed over to it.
        .setStrictThreadMode(true)
        // WebSockets are carried byte by byte; what they agree on is between both ends.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  /** Each handshake chooses its certificate anew, so nothing here changes when one is renewed. */
  private HttpServerOptions secure(HttpServerOptions options) {
    var settings =
        new Http2Settings()
            .setMaxConcurrentStreams(GuestLimits.MAX_STREAMS)
            .setMaxHeaderListSize(GuestLimits.MAX_HEADER_BYTES);
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

  /** Where TLS is spoken; {@link GatewayConfig#NO_TLS} when it is not. */
  int tlsPort() {
    return secureServer == null ? GatewayConfig.NO_TLS : secureServer.actualPort();
  }

  /** Takes no more connections, and ends when the requests in hand have ended. */
  Future<Void> drain() {
    return Stream.of(server, secureServer)
        .filter(Objects::nonNull)
        .map(each -> each.shutdown(HttpListener.DRAIN_SECONDS, TimeUnit.SECONDS))
        .collect(Collectors.collectingAndThen(Collectors.toList(), Future::join))
        .mapEmpty();
  }
}
