package dev.dizhtime.gateway.proxy;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Headers that are meant for the next hop alone (RFC 9110, 7.6.1). */
final class HopByHop {
  private HopByHop() {}

  /** The headers that {@code Connection} names, in lower case. */
  static Set<String> named(MultiMap headers) {
    if (!headers.contains(HttpHeaders.CONNECTION)) {
      return Set.of();
    }
    List<String> fields = headers.getAll(HttpHeaders.CONNECTION);
    String connection = fields.size() == 1 ? fields.get(0) : String.join(",", fields);
    if (connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (String name : connection.split(",")) {
      names.add(lower(name.strip()));
    }
    return names;
  }

  /** Whether {@code Connection} names a header, in whatever case it is written. */
  static boolean isNamed(Set<String> named, CharSequence name) {
    return !named.isEmpty() && named.contains(lower(name.toString()));
  }

  /** Whether a name begins so, in whatever case it is written. */
  static boolean startsWith(CharSequence name, String prefix) {
    return AsciiString.regionMatches(name, true, 0, prefix, 0, prefix.length());
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
