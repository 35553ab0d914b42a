package dev.dizhtime.gateway.upstream;

import dev.dizhtime.gateway.GatewayConfig;
import dev.dizhtime.gateway.routing.Endpoint;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections to what is behind the gateway. Event streams and WebSockets have a pool of their
 * own: each holds its connection as long as it lasts, and short requests must not wait for them.
 * Used on one event loop.
 */
public final class Upstreams {
  /** Connections to one endpoint for requests, on one event loop. */
  static final int MAX_CONNECTIONS = 1_024;

  /** Connections to one endpoint for streams, on one event loop. */
  static final int MAX_STREAMS = 16_384;

  /** Requests that wait for a connection; one more is answered with 503. */
  static final int MAX_WAITING = 1_024;

  /** Shorter than what services keep, so that they do not hang up on us first. */
  private static final int KEEP_ALIVE_SECONDS = 30;

  static final long KEEP_ALIVE_MILLIS = KEEP_ALIVE_SECONDS * 1_000L;

  static final int MAX_RESPONSE_HEADER_BYTES = 32 * 1024;

  private static final long LOOK_MILLIS = 1_000;

  private final NetClient plain;
  private final HttpClientAgent requests;
  private final HttpClientAgent streams;
  private final Calls calls;
  private final Map<Endpoint, LinePool> lines = new HashMap<>();

  private Upstreams(
      NetClient plain, HttpClientAgent requests, HttpClientAgent streams, Calls calls) {
    this.plain = plain;
    this.requests = requests;
    this.streams = streams;
    this.calls = calls;
  }

  /** Opens the pools; they close with the verticle that opens them. */
  public static Upstreams open(ServiceContext service, GatewayConfig config) {
    Vertx vertx = service.vertx();
    var options = new NetClientOptions().setConnectTimeout(config.bounds().connectTimeoutMillis());
    return new Upstreams(
        vertx.createNetClient(options),
        pool(vertx, config, MAX_CONNECTIONS),
        pool(vertx, config, MAX_STREAMS),
        new Calls(service));
  }

  /** Begins to look after idle lines; ends with the verticle whose context this is called on. */
  public void watch(Vertx vertx) {
    vertx.setPeriodic(LOOK_MILLIS, _ -> lines.values().removeIf(pool -> !pool.tidy()));
  }

  private static HttpClientAgent pool(Vertx vertx, GatewayConfig config, int size) {
    var options =
        new HttpClientOptions()
            .setTracingPolicy(TracingPolicy.PROPAGATE)
            .setConnectTimeout(config.bounds().connectTimeoutMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(MAX_RESPONSE_HEADER_BYTES)
            .setDecompressionSupported(false);
    var pool = new PoolOptions().setHttp1MaxSize(size).setMaxWaitQueueSize(MAX_WAITING);
    return vertx.httpClientBuilder().with(options).with(pool).build();
  }

  /** A request of the gateway's own that is about to go to an endpoint. */
  public Future<HttpClientRequest> request(Endpoint endpoint, HttpMethod method, String uri) {
    return requests.request(options(endpoint, method, uri));
  }

  /** Opens an exchange of a request whose answer has an end. */
  public void open(Endpoint endpoint, HttpMethod method, String uri, Exchange.Listener listener) {
    if (endpoint.tls()) {
      open(requests, endpoint, method, uri, listener);
      return;
    }
    ContextInternal context = ContextInternal.current();
    LinePool pool = lines.get(endpoint);
    if (pool == null) {
      pool = new LinePool(plain, context.unwrap(), endpoint);
      lines.put(endpoint, pool);
    }
    pool.carry(new LineExchange(context, calls, listener, method, uri));
  }

  /** The same for one whose answer may go on for as long as its client likes. */
  public void openStream(
      Endpoint endpoint, HttpMethod method, String uri, Exchange.Listener listener) {
    open(streams, endpoint, method, uri, listener);
  }

  private static void open(
      HttpClientAgent pool,
      Endpoint endpoint,
      HttpMethod method,
      String uri,
      Exchange.Listener listener) {
    pool.request(options(endpoint, method, uri))
        .onSuccess(request -> listener.opened(new ClientExchange(request, listener)))
        .onFailure(listener::unreachable);
  }

  private static RequestOptions options(Endpoint endpoint, HttpMethod method, String uri) {
    return new RequestOptions()
        .setMethod(method)
        .setHost(endpoint.host())
        .setPort(endpoint.port())
        .setSsl(endpoint.tls())
        .setURI(uri);
  }
}
