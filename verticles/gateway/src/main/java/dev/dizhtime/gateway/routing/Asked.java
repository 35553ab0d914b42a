package dev.dizhtime.gateway.routing;

/** What a request says beyond its host and path, as far as a route may look at it. */
public interface Asked {
  /** As in the request line. */
  String method();

  /** http or https, as the client used it. */
  String scheme();

  /** The first of that name; null without one. */
  String header(String name);

  /** The first parameter of that name in the query, decoded; null without one. */
  String query(String name);
}
