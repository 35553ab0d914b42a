package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.GatewayConfig;
import dev.dizhtime.gateway.balance.Balancer;
import dev.dizhtime.gateway.routing.Endpoint;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.opentelemetry.context.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way to the service behind, and the answer on its way back. */
final class Exchange implements ProxyInterceptor, OriginRequestProvider {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final int SWITCHING_PROTOCOLS = 101;

  /** Endpoints that one request is tried at. */
  private static final int MAX_TRIES = 3;

  private static final MediaType PROBLEM = MediaType.parse(Problem.MEDIA_TYPE);

  private final GatewayConfig config;
  private final Upstreams upstreams;
  private final Balancer balancer;
  private final Route route;
  private final RoutingContext routing;
  private final String requestId;
  private final Set<Endpoint> tried = new HashSet<>();
  private LimitedBody body;
  private Balancer.Lease lease;
  private HttpClientRequest upstream;

  Exchange(
      GatewayConfig config,
      Upstreams upstreams,
      Balancer balancer,
      Route route,
      RoutingContext routing) {
    this.config = config;
    this.upstreams = upstreams;
    this.balancer = balancer;
    this.route = route;
    this.routing = routing;
    this.requestId = RequestId.of(Context.current()).orElseThrow();
    // An event stream that nobody reads any more must not go on behind us.
    routing.addEndHandler(
        ended -> {
          if (ended.failed()) {
            giveUp();
          }
          endLease();
        });
  }

  @Override
  public Future<HttpClientRequest> create(ProxyContext context) {
    return connect(context.request());
  }

  /** Nothing was sent yet, so whatever the request is, another endpoint may have it. */
  private Future<HttpClientRequest> connect(ProxyRequest request) {
    Optional<Balancer.Lease> free =
        tried.size() < MAX_TRIES ? balancer.take(route.endpoints(), tried) : Optional.empty();
    if (free.isEmpty()) {
      return Future.failedFuture(new NoEndpointException());
    }
    lease = free.get();
    tried.add(lease.endpoint());
    return upstreams
        .request(lease.endpoint(), request.getMethod(), request.getURI())
        .onSuccess(this::opened)
        .recover(
            failure -> {
              LOG.warn("{} can't be reached: {}", lease.endpoint(), failure.toString());
              lease.failed();
              endLease();
              return tried.size() < route.endpoints().size()
                  ? connect(request)
                  : Future.failedFuture(failure);
            });
  }

  private void opened(HttpClientRequest opened) {
    upstream = opened;
    // Whoever waits for the answer hears of it too; without this it is logged as an error.
    opened.exceptionHandler(e -> LOG.debug("{}: {}", route.path(), e.toString()));
  }

  private void endLease() {
    if (lease != null) {
      lease.end();
    }
  }

  /** Every endpoint of the route was tried, or is left alone because it fails. */
  private static final class NoEndpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoEndpointException() {
      super("no endpoint is well", null, false, false);
    }
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    RequestHeaders.prepare(request, requestId, config.publicScheme());
    if (!context.isWebSocket()) {
      body = new LimitedBody(routing.request(), config.maxBodyBytes());
      request.setBody(Body.body(body, request.getBody().length()));
    }
    return context
        .sendRequest()
        .timeout(config.responseTimeoutMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.succeededFuture(failed(request, failure)));
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    if (lease != null) {
      lease.answered();
    }
    if (context.response().getStatusCode() == SWITCHING_PROTOCOLS) {
      ResponseHeaders.prepareSwitch(context.response().headers());
    } else {
      ResponseHeaders.prepare(context.response().headers());
      RateHeaders.add(routing, context.response().headers());
    }
    return context.sendResponse();
  }

  private ProxyResponse failed(ProxyRequest request, Throwable failure) {
    giveUp();
    boolean tooLarge = body != null && body.exceeded();
    Problem problem =
        tooLarge
            ? Refusals.tooLarge(config.maxBodyBytes())
            : UpstreamFailure.problem(failure, upstream != null);
    if (!tooLarge) {
      if (upstream != null && lease != null) {
        lease.failed();
      }
      LOG.warn("{} at {} failed: {}", route.path(), tried, failure.toString());
    }
    ProxyResponse answer =
        request
            .release()
            .response()
            .setStatusCode(problem.status())
            .setBody(
                Body.body(
                    Buffer.buffer(Json.write(Refusals.answering(problem, requestId))), PROBLEM));
    if (problem.retryAfterSeconds() > 0) {
      answer.putHeader("retry-after", Integer.toString(problem.retryAfterSeconds()));
    }
    return answer;
  }

  private void giveUp() {
    if (upstream != null) {
      upstream.reset();
    }
  }
}
