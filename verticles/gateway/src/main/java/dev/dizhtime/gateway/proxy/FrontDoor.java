package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.GatewayConfig;
import dev.dizhtime.gateway.balance.Balancer;
import dev.dizhtime.gateway.limits.RateLimits;
import dev.dizhtime.gateway.routing.RateRule;
import dev.dizhtime.gateway.routing.Route;
import dev.dizhtime.gateway.routing.RouteTable;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Problems;
import dev.dizhtime.runtime.security.Caller;
import dev.dizhtime.runtime.security.TokenVerifier;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import java.util.Optional;

/** Finds a request's route, checks its token and sends it on its way. */
public final class FrontDoor {
  /** Where the route's prefix is kept with the request. */
  public static final String ROUTE = "dizhtime.route";

  private static final String BEARER = "Bearer ";

  private final GatewayConfig config;
  private final RouteTable routes;
  private final Upstreams upstreams;
  private final Balancer balancer;
  private final RateLimits rateLimits;
  private final TokenVerifier verifier;

  public FrontDoor(
      GatewayConfig config,
      RouteTable routes,
      Upstreams upstreams,
      Balancer balancer,
      RateLimits rateLimits,
      TokenVerifier verifier) {
    this.config = config;
    this.routes = routes;
    this.upstreams = upstreams;
    this.balancer = balancer;
    this.rateLimits = rateLimits;
    this.verifier = verifier;
  }

  /** Answers or forwards a request whose body is held. */
  public void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String host = request.authority() == null ? null : request.authority().host();
    Optional<Route> found = routes.current().find(host, request.path());
    if (found.isEmpty()) {
      Refusals.refuse(
          routing, Problem.of(404, "not-found", "Not found", "There is nothing at this address"));
      return;
    }
    Route route = found.get();
    routing.put(ROUTE, route.path());
    Span.current().setAttribute("http.route", route.path());
    Optional<String> token = token(request);
    if (token.isPresent()) {
      verifier
          .verify(token.get())
          .onSuccess(caller -> enter(routing, route, caller))
          .onFailure(failure -> Refusals.refuse(routing, Problems.of(failure)));
    } else if (route.policy().tokenRequired()) {
      Refusals.refuse(
          routing, Problem.unauthorized("Send an access token as Authorization: Bearer"));
    } else {
      admit(routing, route, null);
    }
  }

  private void enter(RoutingContext routing, Route route, Caller caller) {
    String principal = caller.userId().toString();
    Span.current().setAttribute("enduser.id", principal);
    admit(routing, route, principal);
  }

  private void admit(RoutingContext routing, Route route, String principal) {
    SocketAddress address = routing.request().remoteAddress();
    for (RateRule rule : route.policy().rates()) {
      RateLimits.Allowance allowance = rateLimits.take(route, rule, principal, address);
      RateHeaders.keep(routing, allowance);
      if (!allowance.granted()) {
        RateHeaders.add(routing, routing.response().headers());
        Refusals.refuse(
            routing,
            Problem.tooMany(
                "At most %d requests in %d seconds are taken here"
                    .formatted(rule.requests(), rule.seconds()),
                (int) allowance.retrySeconds()));
        return;
      }
    }
    forward(routing, route);
  }

  private void forward(RoutingContext routing, Route route) {
    HttpServerRequest request = routing.request();
    if (announcedLength(request) > config.maxBodyBytes()) {
      Refusals.refuse(routing, Refusals.tooLarge(config.maxBodyBytes()));
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      routing.response().writeContinue();
    }
    Exchange exchange = new Exchange(config, upstreams, balancer, route, routing);
    HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(true), upstreams.client())
        .origin(exchange)
        .addInterceptor(exchange, true)
        .handle(request);
  }

  private static long announcedLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * The token, if one came, even an empty one: what only looks like a token is checked and fails.
   */
  private static Optional<String> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .map(String::strip)
        .filter(value -> (value + " ").regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length() - 1).strip());
  }
}
