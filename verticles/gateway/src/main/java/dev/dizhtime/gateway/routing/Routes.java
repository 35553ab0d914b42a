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
 * name, then a wildcard for its first label, then wildcards for several labels, then all hosts;
 * among its routes the longest path, and for one path the first that wants the request.
 */
public final class Routes {
  private static final String API = "/api/";
  private static final String WILDCARD = "*";
  private static final String DEEP_WILDCARD = "**";

  /** Services that are asked for their API descriptions. */
  private static final int MAX_APIS = 64;

  private final List<Route> all;
  private final Map<String, PathTable> byHost;
  private final boolean deep;

  /**
   * Routes in any order; of two with the same host, path and match the first one counts that wants
   * the request.
   */
  public Routes(List<Route> routes) {
    this.all = List.copyOf(routes);
    this.byHost =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    Route::host,
                    Collectors.collectingAndThen(Collectors.toList(), PathTable::new)));
    this.deep = byHost.keySet().stream().anyMatch(host -> host.startsWith(DEEP_WILDCARD));
  }

  /** As the other, where nothing more is known of the request. */
  public Optional<Route> find(String authority, String path) {
    return find(authority, path, null);
  }

  /**
   * Who serves a path.
   *
   * @param authority the host that was asked for, maybe with a port; null when it is not known
   * @param asked what else the request says; null when only routes count that take every request
   */
  public Optional<Route> find(String authority, String path, Asked asked) {
    String host = hostOf(authority);
    Route found = in(host, path, asked);
    if (found == null && !host.isEmpty()) {
      found = in(wildcard(host), path, asked);
      found = found == null && deep ? below(host, path, asked) : found;
      found = found == null ? in("", path, asked) : found;
    }
    return Optional.ofNullable(found);
  }

  private Route in(String host, String path, Asked asked) {
    PathTable table = byHost.get(host);
    return table == null ? null : table.find(path, asked);
  }

  /** Wildcards for any number of labels, the longest name first. */
  private Route below(String host, String path, Asked asked) {
    Route found = null;
    for (int dot = host.indexOf('.'); dot > 0 && found == null; dot = host.indexOf('.', dot + 1)) {
      found = in(DEEP_WILDCARD + host.substring(dot), path, asked);
    }
    return found;
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
        .filter(route -> route.endpoints().isEmpty() || seen.add(route.endpoints()))
        .limit(MAX_APIS)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toMap(
                    Route::service, Function.identity(), (first, _) -> first, LinkedHashMap::new),
                TreeMap::new));
  }
}
