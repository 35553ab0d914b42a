package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.GatewayConfig;
import dev.dizhtime.gateway.routing.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;

/**
 * The connections to what is behind the gateway. Event streams and WebSockets have a pool of their
 * own: each holds its connection as long as it lasts, and short requests must not wait for them.
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

  private static final int MAX_RESPONSE_HEADER_BYTES = 32 * 1024;

  private final HttpClientAgent requests;
  private final HttpClientAgent streams;

  private Upstreams(HttpClientAgent requests, HttpClientAgent streams) {
    this.requests = requests;
    this.streams = streams;
  }

  /** Opens the pools; they close with the verticle that opens them. */
  public static Upstreams open(Vertx vertx, GatewayConfig config) {
    return new Upstreams(pool(vertx, config, MAX_CONNECTIONS), pool(vertx, config, MAX_STREAMS));
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

  /** A request that is about to go to an endpoint. */
  public Future<HttpClientRequest> request(Endpoint endpoint, HttpMethod method, String uri) {
    return requests.request(options(endpoint, method, uri));
  }

  /** The same for one whose answer may go on for as long as its client likes. */
  Future<HttpClientRequest> stream(Endpoint endpoint, HttpMethod method, String uri) {
    return streams.request(options(endpoint, method, uri));
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
