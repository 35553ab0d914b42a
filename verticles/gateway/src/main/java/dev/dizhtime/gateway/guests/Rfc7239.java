package dev.dizhtime.gateway.guests;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The field {@code Forwarded}. */
final class Rfc7239 {
  private static final Pattern FOR =
      Pattern.compile(
          "(?i)(?:^|[;,\\s])for=(?:\"\\[([0-9a-f:.]+)](?::\\d+)?\"|\"?([0-9.]+)(?::\\d+)?\"?)");
  private static final int MAX_HOPS = 32;

  private Rfc7239() {}

  /** The addresses that it names, in order; what is hidden or unknown is left out. */
  static List<String> clients(String field) {
    List<String> found = new ArrayList<>();
    Matcher each = FOR.matcher(field);
    while (each.find() && found.size() < MAX_HOPS) {
      found.add(each.group(1) == null ? each.group(2) : each.group(1));
    }
    return found;
  }

  /** One more element. */
  static String element(String address, String scheme) {
    boolean six = address.indexOf(':') >= 0;
    return "for=" + (six ? "\"[" + address + "]\"" : address) + ";proto=" + scheme;
  }
}
