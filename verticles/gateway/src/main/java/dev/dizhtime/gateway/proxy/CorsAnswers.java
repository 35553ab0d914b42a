package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.routing.Cors;
import dev.dizhtime.runtime.http.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What browsers are told of pages of other origins (Fetch, CORS). Preflight requests are answered
 * here; they carry no token, so they never reach a service.
 */
final class CorsAnswers {
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final Set<String> METHOD_NAMES = Set.copyOf(List.of(METHODS.split(", ")));
  private static final String EXPOSED = "x-request-id, ratelimit, ratelimit-policy, retry-after";
  private static final int NO_CONTENT = 204;

  private CorsAnswers() {}

  /** Whether a browser asks whether it may ask. */
  static boolean isPreflight(HttpServerRequest request) {
    return request.method() == HttpMethod.OPTIONS
        && request.getHeader(HttpHeaders.ORIGIN) != null
        && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
  }

  /** Answers a preflight request. */
  static void answer(Visit visit, Cors cors) {
    HttpServerRequest request = visit.request();
    String method = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    String wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    boolean headersKnown =
        wanted == null
            || Arrays.stream(wanted.split(","))
                .map(name -> HopByHop.lower(name.strip()))
                .allMatch(name -> name.isEmpty() || cors.headers().contains(name));
    if (!cors.allows(request.getHeader(HttpHeaders.ORIGIN))
        || !METHOD_NAMES.contains(method)
        || !headersKnown) {
      Refusals.refuse(visit, Problem.forbidden("Pages of this origin may not send such a request"));
      return;
    }
    MultiMap headers = visit.response().headers();
    ResponseHeaders.add(visit, headers);
    headers.remove(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS);
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", cors.headers()));
    headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, Integer.toString(cors.maxAgeSeconds()));
    visit.response().setStatusCode(NO_CONTENT).end();
  }

  /** Adds what a page of that origin may see; nothing when it is none of ours. */
  static void add(Cors cors, String origin, MultiMap headers) {
    if (!cors.forAny()) {
      headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    if (origin != null && cors.allows(origin)) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, cors.forAny() ? Cors.ANY : origin);
      headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
      if (cors.credentials()) {
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
      }
    }
  }
}
