package dev.dizhtime.gateway.routing;

import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All routes; the longest prefix of whole path elements wins. */
public final class Routes {
  private static final String API = "/api/";

  private final List<Route> longestFirst;

  /** Routes in any order, no two with the same prefix. */
  public Routes(List<Route> routes) {
    this.longestFirst =
        routes.stream()
            .sorted(Comparator.comparingInt((Route each) -> each.prefix().length()).reversed())
            .toList();
  }

  /** Who serves the path. */
  public Optional<Route> find(String path) {
    return longestFirst.stream().filter(route -> route.covers(path)).findFirst();
  }

  /** The services with an API, by name, in the order of their names. */
  public Map<String, Route> apis() {
    Map<URI, Route> byUpstream = new LinkedHashMap<>();
    Map<String, Route> byName = new TreeMap<>();
    longestFirst.stream()
        .filter(route -> route.prefix().startsWith(API))
        .sorted(Comparator.comparing(Route::prefix))
        .filter(route -> byUpstream.putIfAbsent(route.upstream(), route) == null)
        .forEach(route -> byName.putIfAbsent(route.service(), route));
    return byName;
  }
}
