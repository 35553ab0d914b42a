package dev.dizhtime.gateway.routing;

import java.util.List;

/**
 * What a request must say for a route to count, beyond host and path; all of it.
 *
 * @param scheme http or https; "" for both
 * @param method e.g. GET; "" for all
 * @param headers that must be there with the very value
 * @param query parameters that must be there with the very value
 */
public record Conditions(String scheme, String method, List<Pair> headers, List<Pair> query) {
  /** For every request. */
  public static final Conditions NONE = new Conditions("", "", List.of(), List.of());

  /** A name and the value that it must have. */
  public record Pair(String name, String value) {}

  /** The same as {@link #NONE} when nothing is asked for. */
  public static Conditions of(String scheme, String method, List<Pair> headers, List<Pair> query) {
    Conditions made = new Conditions(scheme, method, headers, query);
    return made.equals(NONE) ? NONE : made;
  }

  public Conditions {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /** Whether they hold for a request; null for one that nothing is known of. */
  boolean hold(Asked asked) {
    if (this == NONE) {
      return true;
    }
    return asked != null
        && (scheme.isEmpty() || scheme.equals(asked.scheme()))
        && (method.isEmpty() || method.equals(asked.method()))
        && headers.stream().allMatch(each -> each.value().equals(asked.header(each.name())))
        && query.stream().allMatch(each -> each.value().equals(asked.query(each.name())));
  }
}
