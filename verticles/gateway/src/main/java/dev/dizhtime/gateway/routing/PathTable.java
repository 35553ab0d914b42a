package dev.dizhtime.gateway.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of one host. A look-up costs as many steps as the path has elements, however many
 * routes there are.
 */
final class PathTable {
  private final Map<String, Route> exact = new HashMap<>();
  private final Map<String, Route> prefixes = new HashMap<>();

  /** Of two routes for the same path the first one counts. */
  PathTable(List<Route> routes) {
    for (Route route : routes) {
      switch (route.match()) {
        case EXACT -> exact.putIfAbsent(route.path(), route);
        case PREFIX -> prefixes.putIfAbsent(withoutSlash(route.path()), route);
      }
    }
  }

  /** An exact match, for none is longer; else the longest prefix of whole elements. */
  Optional<Route> find(String path) {
    Route found = exact.get(path);
    String prefix = withoutSlash(path);
    while (found == null && !prefix.isEmpty()) {
      found = prefixes.get(prefix);
      prefix = prefix.substring(0, prefix.lastIndexOf('/'));
    }
    return Optional.ofNullable(found == null ? prefixes.get("") : found);
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
