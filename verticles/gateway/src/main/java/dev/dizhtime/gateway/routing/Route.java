package dev.dizhtime.gateway.routing;

import java.util.List;

/**
 * A part of all addresses and who serves it.
 *
 * @param host in lower case; {@code *.example.org} for any one label before it; "" for all hosts
 * @param path e.g. {@code /api/orders}; as a prefix {@code /} is for all that is left
 * @param service what it is called in the API description
 * @param endpoints where it is served; one or more
 * @param tokenRequired whether a request without a token is refused here already
 * @param rate how many requests it takes from one client; null for any number
 */
public record Route(
    String host,
    String path,
    PathMatch match,
    String service,
    List<Endpoint> endpoints,
    boolean tokenRequired,
    RateRule rate) {
  public Route {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("a route has one endpoint at least");
    }
  }
}
