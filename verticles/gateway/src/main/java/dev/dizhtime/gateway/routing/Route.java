package dev.dizhtime.gateway.routing;

import java.util.List;

/**
 * A part of all addresses and who serves it.
 *
 * @param host in lower case; {@code *.example.org} for any one label before it, {@code
 *     **.example.org} for one or more; "" for all hosts
 * @param path e.g. {@code /api/orders}; as a prefix {@code /} is for all that is left
 * @param service what it is called in the API description
 * @param endpoints where it is served; when there are none, requests are answered with 503
 * @param policy what it asks of requests
 * @param refinement what the Gateway API says of it; {@link Refinement#NONE} for all others
 */
public record Route(
    String host,
    String path,
    PathMatch match,
    String service,
    List<Endpoint> endpoints,
    RoutePolicy policy,
    Refinement refinement) {
  public Route {
    endpoints = List.copyOf(endpoints);
  }

  /** A route without refinements. */
  public Route(
      String host,
      String path,
      PathMatch match,
      String service,
      List<Endpoint> endpoints,
      RoutePolicy policy) {
    this(host, path, match, service, endpoints, policy, Refinement.NONE);
  }
}
