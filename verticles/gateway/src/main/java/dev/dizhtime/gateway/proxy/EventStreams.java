package dev.dizhtime.gateway.proxy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What goes on for as long as a client likes. */
final class EventStreams {
  /** The media type of server-sent events. */
  static final String MEDIA_TYPE = "text/event-stream";

  private EventStreams() {}

  /** Whether a client asks for server-sent events, as browsers do. */
  static boolean wanted(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(MEDIA_TYPE);
  }

  /** Whether a client asks for a WebSocket. */
  static boolean isWebSocket(HttpServerRequest request) {
    String connection = request.getHeader(HttpHeaders.CONNECTION);
    return connection != null
        && request.method() == HttpMethod.GET
        && request.version() == HttpVersion.HTTP_1_1
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
        && HopByHop.named(request.headers()).contains("upgrade");
  }
}
