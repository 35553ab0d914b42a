package dev.dizhtime.gateway.proxy;

import dev.dizhtime.gateway.guests.Guest;
import dev.dizhtime.gateway.routing.Refinement;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.Set;

/**
 * What a service is told of a request: what the client says about what it wants, and what we say
 * about where it comes from. The trace's headers are written by the tracer.
 */
final class RequestHeaders {
  private static final String FORWARDED_PREFIX = "x-forwarded-";
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestId.HEADER);
  private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");
  private static final CharSequence FORWARDED_PROTO =
      HttpHeaders.createOptimized("x-forwarded-proto");
  private static final CharSequence FORWARDED_HOST =
      HttpHeaders.createOptimized("x-forwarded-host");

  /** For this hop only, or ours to say. */
  private static final HeaderNames NOT_PASSED_ON =
      HeaderNames.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authorization",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "forwarded",
          "x-real-ip",
          "traceparent",
          "tracestate",
          "baggage",
          "b3",
          "host",
          "http2-settings",
          RequestId.HEADER);

  private RequestHeaders() {}

  /**
   * Writes them.
   *
   * @throws IllegalArgumentException when a name or a value could be read as something else
   */
  static void write(Visit visit, MultiMap to, boolean webSocket) {
    if (visit.request().version() == HttpVersion.HTTP_2
        || visit.route().refinement().headers() != Refinement.HeaderChanges.NONE) {
      // What HTTP/2 carries, or an object of the cluster says, may hold line breaks.
      MultiMap checked = HeadersMultiMap.httpHeaders();
      writeUnchecked(visit, checked, webSocket);
      to.addAll(checked);
    } else {
      // All of it was checked when it was read.
      writeUnchecked(visit, to, webSocket);
    }
  }

  private static void writeUnchecked(Visit visit, MultiMap to, boolean webSocket) {
    HttpServerRequest request = visit.request();
    Set<String> named = HopByHop.named(request.headers());
    HeaderNames.forEach(
        request.headers(),
        (name, value) -> {
          if (!NOT_PASSED_ON.contains(name)
              && !HopByHop.startsWith(name, FORWARDED_PREFIX)
              && !HopByHop.isNamed(named, name)) {
            to.add(name, value);
          }
        });
    Refinement.HeaderChanges changes = visit.route().refinement().headers();
    if (changes != Refinement.HeaderChanges.NONE) {
      change(changes, to);
    }
    if (webSocket) {
      to.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
      to.set(HttpHeaders.UPGRADE, "websocket");
    }
    origin(visit, to);
  }

  /** Before what is ours to say, which no route changes. */
  private static void change(Refinement.HeaderChanges changes, MultiMap to) {
    changes.remove().forEach(to::remove);
    changes.set().forEach(to::set);
    changes.add().forEach(to::add);
  }

  private static void origin(Visit visit, MultiMap to) {
    to.set(REQUEST_ID, visit.requestId());
    to.set(FORWARDED_PROTO, visit.origin().scheme());
    Guest guest = visit.guest();
    if (guest.address() != null) {
      to.set(FORWARDED_FOR, visit.origin().chainWith(guest.address()));
      String forwarded = visit.origin().forwardedWith(guest.address());
      if (forwarded != null) {
        to.set("forwarded", forwarded);
      }
    }
    String host = visit.authority();
    if (host != null) {
      to.set(HttpHeaders.HOST, host);
      String said = visit.origin().host();
      to.set(FORWARDED_HOST, said == null ? host : said);
    }
  }
}
