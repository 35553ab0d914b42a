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

/** The connections to what is behind the gateway. */
public final class Upstreams {
  /** Connections to one upstream; an event stream holds one as long as it lasts. */
  static final int MAX_CONNECTIONS = 1_024;

  /** Requests that wait for a connection; one more is answered with 503. */
  static final int MAX_WAITING = 1_024;

  /** Shorter than what services keep, so that they do not hang up on us first. */
  private static final int KEEP_ALIVE_SECONDS = 30;

  private static final int MAX_RESPONSE_HEADER_BYTES = 32 * 1024;

  private final HttpClientAgent client;

  private Upstreams(HttpClientAgent client) {
    this.client = client;
  }

  /** Opens the pool; it closes with the verticle that opens it. */
  public static Upstreams open(Vertx vertx, GatewayConfig config) {
    var options =
        new HttpClientOptions()
            .setTracingPolicy(TracingPolicy.PROPAGATE)
            .setConnectTimeout(config.connectTimeoutMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(MAX_RESPONSE_HEADER_BYTES)
            .setDecompressionSupported(false);
    var pool = new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING);
    return new Upstreams(vertx.httpClientBuilder().with(options).with(pool).build());
  }

  /** A request that is about to go to an endpoint. */
  public Future<HttpClientRequest> request(Endpoint endpoint, HttpMethod method, String uri) {
    return client.request(
        new RequestOptions()
            .setMethod(method)
            .setHost(endpoint.host())
            .setPort(endpoint.port())
            .setSsl(endpoint.tls())
            .setURI(uri));
  }

  HttpClientAgent client() {
    return client;
  }
}
