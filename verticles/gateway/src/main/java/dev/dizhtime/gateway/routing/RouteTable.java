package dev.dizhtime.gateway.routing;

import java.util.Objects;

/**
 * The routes that count now. Whoever compiles new ones puts them here in one step: a request is
 * served by the old ones or by the new ones, never by some of each. May be used from any thread.
 */
public final class RouteTable {
  private volatile Routes routes;

  public RouteTable(Routes first) {
    this.routes = Objects.requireNonNull(first);
  }

  /** What counts now; a request asks once. */
  public Routes current() {
    return routes;
  }

  /** Lets other routes count from the next request on; requests in hand go on as they began. */
  public void replace(Routes next) {
    routes = Objects.requireNonNull(next);
  }
}
