package dev.dizhtime.gateway.routing;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All routes, never changed. The most particular host that has a route for the path wins: the very
 * name, then a wildcard for its first label, then all hosts; among its routes the longest path.
 */
public final class Routes {
  private static final String API = "/api/";
  private static final String WILDCARD = "*";

  private final List<Route> all;
  private final Map<String, PathTable> byHost;

  /** Routes in any order; of two with the same host, path and match the first one counts. */
  public Routes(List<Route> routes) {
    this.all = List.copyOf(routes);
    this.byHost =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    Route::host,
                    Collectors.collectingAndThen(Collectors.toList(), PathTable::new)));
  }

  /**
   * Who serves a path.
   *
   * @param authority the host that was asked for, maybe with a port; null when it is not known
   */
  public Optional<Route> find(String authority, String path) {
    String host = hostOf(authority);
    return in(host, path)
        .or(() -> in(wildcard(host), path))
        .or(() -> host.isEmpty() ? Optional.empty() : in("", path));
  }

  private Optional<Route> in(String host, String path) {
    PathTable table = byHost.get(host);
    return table == null ? Optional.empty() : table.find(path);
  }

  private static String wildcard(String host) {
    int dot = host.indexOf('.');
    return dot <= 0 ? WILDCARD : WILDCARD + host.substring(dot);
  }

  /**
   * The host's name as routes have it: in lower case, without port and without a dot at the end.
   */
  static String hostOf(String authority) {
    if (authority == null) {
      return "";
    }
    String host = authority;
    int colon = host.lastIndexOf(':');
    if (colon >= 0 && host.indexOf(']', colon) < 0) {
      host = host.substring(0, colon);
    }
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return host.toLowerCase(Locale.ROOT);
  }

  /** The services with an API, by name, in the order of their names. */
  public Map<String, Route> apis() {
    Set<List<Endpoint>> seen = new HashSet<>();
    return all.stream()
        .filter(route -> route.path().startsWith(API))
        .sorted(Comparator.comparing(Route::path))
        .filter(route -> seen.add(route.endpoints()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toMap(
                    Route::service, Function.identity(), (first, _) -> first, LinkedHashMap::new),
                TreeMap::new));
  }
}
