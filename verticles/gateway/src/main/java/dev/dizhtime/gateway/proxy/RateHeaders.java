package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.limits.RateLimits;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** What a client is told of the requests it has left (draft-ietf-httpapi-ratelimit-headers). */
final class RateHeaders {
  private static final String KEY = "dizhtime.rate";

  private RateHeaders() {}

  static void keep(RoutingContext routing, RateLimits.Allowance allowance) {
    routing.put(KEY, allowance);
  }

  static void add(RoutingContext routing, MultiMap headers) {
    RateLimits.Allowance allowance = routing.get(KEY);
    if (allowance != null) {
      headers.set("ratelimit-policy", allowance.policy());
      headers.set("ratelimit", allowance.state());
    }
  }
}
