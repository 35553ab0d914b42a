package dev.dizhtime.gateway.routing;

import java.net.URI;

/**
 * A part of the paths and who serves it.
 *
 * @param prefix whole path elements, e.g. {@code /api/orders}; {@code /} for all that is left
 * @param service what the upstream is called in the API description
 * @param upstream scheme, host and port
 * @param tokenRequired whether a request without a token is refused here already
 */
public record Route(String prefix, String service, URI upstream, boolean tokenRequired) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** Whether the path is this prefix or below it. */
  public boolean covers(String path) {
    return prefix.equals("/")
        || path.startsWith(prefix)
            && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  /** Whether the upstream is spoken to over TLS. */
  public boolean tls() {
    return upstream.getScheme().equals("https");
  }

  /** The upstream's port. */
  public int port() {
    return upstream.getPort() > 0 ? upstream.getPort() : tls() ? HTTPS_PORT : HTTP_PORT;
  }
}
