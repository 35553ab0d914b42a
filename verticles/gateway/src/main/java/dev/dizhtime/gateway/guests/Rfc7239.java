package dev.dizhtime.gateway.guests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The field {@code Forwarded}. */
final class Rfc7239 {
  /** What stands for a hop whose address is not told. */
  static final String UNKNOWN = "unknown";

  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";

  /** One element: what has no comma in it but within quotes, all of which are closed. */
  private static final Pattern ELEMENT = Pattern.compile("(?:[^\",]|" + QUOTED + ")*+");

  /** One pair of an element: what has no semicolon in it but within quotes. */
  private static final Pattern PAIR = Pattern.compile("(?:[^\";]|" + QUOTED + ")++");

  private static final Pattern FOR =
      Pattern.compile("(?i)for=(?:\"\\[([0-9a-f:.]+)](?::\\d+)?\"|\"?([0-9.]+)(?::\\d+)?\"?)");

  private static final Pattern PROTO = Pattern.compile("(?i)proto=\"?(https?)\"?");

  /**
   * One element.
   *
   * @param address the client's; {@link #UNKNOWN} when it is hidden, not told or no address
   * @param scheme http or https; null when it says neither
   */
  record Hop(String address, String scheme) {}

  private Rfc7239() {}

  /**
   * The hops that it names, in order. One that is not known keeps its place, for what stands before
   * it is only what it says.
   *
   * @return empty when it can't be told where an element ends
   */
  static Optional<List<Hop>> hops(String field) {
    List<Hop> found = new ArrayList<>();
    Matcher each = ELEMENT.matcher(field);
    int from = 0;
    while (from <= field.length()) {
      each.region(from, field.length());
      boolean whole = each.lookingAt();
      if (!whole || each.end() < field.length() && field.charAt(each.end()) != ',') {
        return Optional.empty();
      }
      if (!each.group().isBlank()) {
        found.add(hop(each.group().strip()));
      }
      from = each.end() + 1;
    }
    return Optional.of(found);
  }

  private static Hop hop(String element) {
    String address = UNKNOWN;
    String scheme = null;
    Matcher pairs = PAIR.matcher(element);
    while (pairs.find()) {
      Matcher client = FOR.matcher(pairs.group().strip());
      Matcher spoken = PROTO.matcher(pairs.group().strip());
      if (client.matches()) {
        address = client.group(1) == null ? client.group(2) : client.group(1);
      } else if (spoken.matches()) {
        scheme = spoken.group(1).toLowerCase(Locale.ROOT);
      }
    }
    return new Hop(address, scheme);
  }

  /** One more element. */
  static String element(String address, String scheme) {
    boolean six = address.indexOf(':') >= 0;
    return "for=" + (six ? "\"[" + address + "]\"" : address) + ";proto=" + scheme;
  }
}
