package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.limits.RateLimits;
import dev.dizhtime.gateway.routing.Cors;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Set;

/**
 * What every answer carries. A service that says otherwise is believed: a portal knows best what
 * its pages load.
 */
public final class ResponseHeaders {
  private static final CharSequence STRICT_TRANSPORT =
      HttpHeaders.createOptimized("strict-transport-security");
  private static final CharSequence ONE_YEAR = HttpHeaders.createOptimized("max-age=31536000");
  private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("ratelimit");
  private static final CharSequence RATE_LIMIT_POLICY =
      HttpHeaders.createOptimized("ratelimit-policy");
  private static final String CORS_PREFIX = "access-control-";

  private static final CharSequence[][] SECURITY = {
    pair("x-content-type-options", "nosniff"),
    pair("referrer-policy", "strict-origin-when-cross-origin"),
    pair("content-security-policy", "frame-ancestors 'none'"),
    pair("cross-origin-opener-policy", "same-origin"),
    pair("permissions-policy", "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)")
  };

  /** For the next hop only, not for strangers, or answered by ourselves. */
  private static final HeaderNames NOT_PASSED_ON =
      HeaderNames.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "transfer-encoding",
          "trailer",
          "upgrade",
          "server",
          "x-powered-by",
          RequestId.HEADER);

  private ResponseHeaders() {}

  private static CharSequence[] pair(String name, String value) {
    return new CharSequence[] {
      HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value)
    };
  }

  /** Copies what a service says to the client. */
  static void copy(Visit visit, MultiMap from, MultiMap to) {
    Set<String> named = HopByHop.named(from);
    boolean ownCors = visit.route().policy().cors() != null;
    HeaderNames.forEach(
        from,
        (name, value) -> {
          if (!NOT_PASSED_ON.contains(name)
              && !HopByHop.isNamed(named, name)
              && !(ownCors && HopByHop.startsWith(name, CORS_PREFIX))) {
            to.add(name, value);
          }
        });
  }

  /** Adds all that is ours to say of a forwarded answer, or of a refusal. */
  static void add(Visit visit, MultiMap headers) {
    secure(headers);
    if (visit.origin().scheme().equals("https")) {
      headers.set(STRICT_TRANSPORT, ONE_YEAR);
    }
    RateLimits.Allowance allowance = visit.allowance();
    if (allowance != null) {
      headers.set(RATE_LIMIT_POLICY, allowance.policy());
      headers.set(RATE_LIMIT, allowance.state());
    }
    Cors cors = visit.route() == null ? null : visit.route().policy().cors();
    if (cors != null) {
      CorsAnswers.add(cors, visit.request().getHeader(HttpHeaders.ORIGIN), headers);
    }
  }

  /** Adds the security headers that are not there yet. */
  public static void secure(MultiMap headers) {
    for (CharSequence[] each : SECURITY) {
      if (!headers.contains(each[0])) {
        headers.set(each[0], each[1]);
      }
    }
  }
}
