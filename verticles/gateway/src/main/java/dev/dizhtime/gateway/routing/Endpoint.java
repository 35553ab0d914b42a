package dev.dizhtime.gateway.routing;

import java.net.URI;

/**
 * One address of a service.
 *
 * @param host a name or an address
 * @param port 1 to 65,535
 * @param tls whether it is spoken to over TLS
 */
public record Endpoint(String host, int port, boolean tls) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** The endpoint at a bare http or https address. */
  public static Endpoint of(URI address) {
    boolean tls = address.getScheme().equals("https");
    int port = address.getPort() > 0 ? address.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
    return new Endpoint(address.getHost(), port, tls);
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }
}
