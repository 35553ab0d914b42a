package dev.dizhtime.gateway.kubernetes;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Host names of the Gateway API, where a wildcard is for one or more labels; "" is for all hosts.
 */
final class Hostnames {
  private static final String WILDCARD = "*.";

  private Hostnames() {}

  /** What a listener and a route have in common; empty when nothing. */
  static Set<String> common(String listener, List<String> route) {
    if (route == null || route.isEmpty()) {
      return Set.of(listener);
    }
    Set<String> common = new LinkedHashSet<>();
    for (String each : route) {
      if (listener.isEmpty() || covers(listener, each)) {
        common.add(each);
      } else if (covers(each, listener)) {
        common.add(listener);
      }
    }
    return common;
  }

  private static boolean covers(String wide, String narrow) {
    return wide.equals(narrow)
        || wide.startsWith(WILDCARD)
            && narrow.endsWith(wide.substring(1))
            && narrow.length() > wide.length() - 1;
  }

  /** As routes have it. */
  static String inTable(String hostname) {
    return hostname.startsWith(WILDCARD) ? "*" + hostname : hostname;
  }
}
