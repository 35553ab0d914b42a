package dev.dizhtime.gateway.proxy;

import dev.dizhtime.runtime.telemetry.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.ProxyRequest;
import java.util.List;
import java.util.Locale;

/**
 * What a service is told about where a request comes from: by us, never by the client. The trace's
 * headers are written by the tracer.
 */
final class RequestHeaders {
  private static final List<String> OURS =
      List.of("forwarded", "x-real-ip", "traceparent", "tracestate", "baggage", "b3", "expect");

  private RequestHeaders() {}

  static void prepare(ProxyRequest request, String requestId, String publicScheme) {
    MultiMap headers = request.headers();
    List<String> strangers =
        headers.names().stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-"))
            .toList();
    strangers.forEach(headers::remove);
    OURS.forEach(headers::remove);

    HttpServerRequest client = request.proxiedRequest();
    headers.set(RequestId.HEADER, requestId);
    headers.set("x-forwarded-proto", publicScheme);
    if (client.remoteAddress() != null && client.remoteAddress().hostAddress() != null) {
      headers.set("x-forwarded-for", client.remoteAddress().hostAddress());
    }
    if (client.authority() != null) {
      headers.set("x-forwarded-host", client.authority().toString());
    }
    // What is behind us gets the very path that we looked at.
    request.setURI(client.query() == null ? client.path() : client.path() + "?" + client.query());
  }
}
