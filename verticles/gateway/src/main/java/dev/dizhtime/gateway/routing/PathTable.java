package dev.dizhtime.gateway.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The routes of one host. A look-up costs as many steps as the path has elements, however many
 * routes there are; only routes for the very same path are tried one after the other.
 */
final class PathTable {
  private final Map<String, List<Route>> exact = new HashMap<>();
  private final Map<String, List<Route>> prefixes = new HashMap<>();

  /** Of two routes for the same path the first one counts that wants the request. */
  PathTable(List<Route> routes) {
    for (Route route : routes) {
      switch (route.match()) {
        case EXACT -> add(exact, route.path(), route);
        case PREFIX -> add(prefixes, withoutSlash(route.path()), route);
      }
    }
  }

  private static void add(Map<String, List<Route>> table, String path, Route route) {
    List<Route> there = table.computeIfAbsent(path, _ -> new ArrayList<>(1));
    // What comes after a route that takes every request would never be reached.
    if (there.isEmpty() || there.getLast().refinement().conditions() != Conditions.NONE) {
      there.add(route);
    }
  }

  /**
   * An exact match, for none is longer; else the longest prefix of whole elements.
   *
   * @param asked null when only routes count that take every request
   * @return null when there is none
   */
  Route find(String path, Asked asked) {
    Route found = first(exact.get(path), asked);
    String prefix = withoutSlash(path);
    while (found == null && !prefix.isEmpty()) {
      found = first(prefixes.get(prefix), asked);
      prefix = prefix.substring(0, prefix.lastIndexOf('/'));
    }
    return found == null ? first(prefixes.get(""), asked) : found;
  }

  private static Route first(List<Route> routes, Asked asked) {
    if (routes != null) {
      for (Route each : routes) {
        if (each.refinement().conditions().hold(asked)) {
          return each;
        }
      }
    }
    return null;
  }

  /** A path without the slash at its end; "" for the root. */
  static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
