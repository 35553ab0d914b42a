package dev.dizhtime.gateway.routing;

/**
 * How many requests a route takes from one client.
 *
 * @param requests 1 to {@value #MAX_REQUESTS}; as many may come at once
 * @param seconds in which as many are granted anew, evenly, 1 to {@value #MAX_SECONDS}
 * @param by who counts as one client
 */
public record RateRule(int requests, int seconds, By by) {
  public static final int MAX_REQUESTS = 1_000_000;
  public static final int MAX_SECONDS = 86_400;

  /** Who counts as one client. */
  public enum By {
    /** Whom the token speaks for; without a token the address. */
    PRINCIPAL,
    /** The client's address, as far as it can be known; of IPv6 the first 64 bits. */
    ADDRESS,
    /** All clients of the route together. */
    ROUTE
  }

  public RateRule {
    if (requests < 1 || requests > MAX_REQUESTS) {
      throw new IllegalArgumentException("requests must be from 1 to " + MAX_REQUESTS);
    }
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException("seconds must be from 1 to " + MAX_SECONDS);
    }
  }
}
