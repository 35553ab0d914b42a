package dev.dizhtime.gateway.routing;

import java.util.List;

/**
 * A part of all addresses and who serves it.
 *
 * @param host in lower case; {@code *.example.org} for any one label before it; "" for all hosts
 * @param path e.g. {@code /api/orders}; as a prefix {@code /} is for all that is left
 * @param service what it is called in the API description
 * @param endpoints where it is served; when there are none, requests are answered with 503
 * @param policy what it asks of requests
 */
public record Route(
    String host,
    String path,
    PathMatch match,
    String service,
    List<Endpoint> endpoints,
    RoutePolicy policy) {
  public Route {
    endpoints = List.copyOf(endpoints);
  }
}
