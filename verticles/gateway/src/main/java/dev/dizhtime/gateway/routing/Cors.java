package dev.dizhtime.gateway.routing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which pages of other origins may use a route from a browser.
 *
 * @param origins as browsers write them, e.g. {@code https://shop.example.org}, or {@value #ANY}
 *     alone
 * @param credentials whether cookies and tokens may come with such a request; not for any origin
 * @param headers request headers that a page may set, in lower case; at most {@value #MAX_ENTRIES}
 * @param maxAgeSeconds how long a browser may remember the answer, 0 to {@value #MAX_AGE_SECONDS}
 */
public record Cors(
    Set<String> origins, boolean credentials, List<String> headers, int maxAgeSeconds) {
  public static final String ANY = "*";
  public static final int MAX_ENTRIES = 64;
  public static final int MAX_AGE_SECONDS = 86_400;

  /** What a page needs for the platform's API. */
  public static final List<String> USUAL_HEADERS =
      List.of("authorization", "content-type", "idempotency-key", "x-request-id");

  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");
  private static final Pattern HEADER = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,64}");

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException with one sentence that says what is wrong
   */
  public Cors {
    origins = Set.copyOf(origins);
    headers =
        List.copyOf(
            new TreeSet<>(headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()));
    if (origins.isEmpty() || origins.size() > MAX_ENTRIES || headers.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException("origins must be 1 to 64, headers at most 64");
    }
    boolean any = origins.contains(ANY);
    if (any && (credentials || origins.size() > 1)) {
      throw new IllegalArgumentException("origin * stands alone and goes without credentials");
    }
    if (!any && !origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
      throw new IllegalArgumentException("origins must be like https://shop.example.org");
    }
    if (!headers.stream().allMatch(name -> HEADER.matcher(name).matches())) {
      throw new IllegalArgumentException("headers must be names of headers");
    }
    if (maxAgeSeconds < 0 || maxAgeSeconds > MAX_AGE_SECONDS) {
      throw new IllegalArgumentException("maxAgeSeconds must be from 0 to " + MAX_AGE_SECONDS);
    }
  }

  /** Whether pages of an origin may use the route. */
  public boolean allows(String origin) {
    return origins.contains(ANY) || origins.contains(origin);
  }

  /** Whether every origin gets the very same answer. */
  public boolean forAny() {
    return origins.contains(ANY);
  }
}
