package dev.dizhtime.gateway.proxy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Headers that are meant for the next hop alone (RFC 9110, 7.6.1). */
final class HopByHop {
  private HopByHop() {}

  /** The headers that a {@code Connection} field names, in lower case. */
  static Set<String> named(String connection) {
    if (connection == null
        || connection.equalsIgnoreCase("keep-alive")
        || connection.equalsIgnoreCase("close")) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (String name : connection.split(",")) {
      names.add(lower(name.strip()));
    }
    return names;
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
