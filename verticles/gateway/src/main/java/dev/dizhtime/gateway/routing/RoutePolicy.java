package dev.dizhtime.gateway.routing;

import java.util.List;

/**
 * What a route asks of requests, and what it does for them.
 *
 * @param tokenRequired whether a request without a token is refused here already
 * @param rates how many requests it takes from one client; all must grant; at most {@value
 *     #MAX_RATES}, empty for any number
 * @param cors which pages of other origins may use it; null when that is the service's own business
 * @param maxBodyBytes the largest request body; 0 for the gateway's own bound
 * @param responseTimeoutMillis until the head of an answer is there; 0 for the gateway's own
 * @param compressed whether answers may be compressed here
 * @param httpsOnly whether a request without TLS is sent to the same address with it
 */
public record RoutePolicy(
    boolean tokenRequired,
    List<RateRule> rates,
    Cors cors,
    long maxBodyBytes,
    int responseTimeoutMillis,
    boolean compressed,
    boolean httpsOnly) {
  public static final int MAX_RATES = 4;

  /** The largest body that any route may take. */
  public static final long MAX_BODY_BYTES = 8L * 1024 * 1024 * 1024;

  /** The longest time that any route may give. */
  public static final int MAX_RESPONSE_TIMEOUT_MILLIS = 600_000;

  /** For everybody, within the gateway's own bounds. */
  public static final RoutePolicy OPEN = new RoutePolicy(false, List.of(), null, 0, 0, true, false);

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException with one sentence that says what is wrong
   */
  public RoutePolicy {
    rates = List.copyOf(rates);
    if (rates.size() > MAX_RATES) {
      throw new IllegalArgumentException("there must be at most " + MAX_RATES + " rates");
    }
    if (maxBodyBytes < 0 || maxBodyBytes > MAX_BODY_BYTES) {
      throw new IllegalArgumentException("maxBodyBytes must be from 0 to " + MAX_BODY_BYTES);
    }
    if (responseTimeoutMillis < 0 || responseTimeoutMillis > MAX_RESPONSE_TIMEOUT_MILLIS) {
      throw new IllegalArgumentException(
          "responseTimeoutMillis must be from 0 to " + MAX_RESPONSE_TIMEOUT_MILLIS);
    }
  }

  /** The same, with or without a token. */
  public RoutePolicy withToken(boolean required) {
    return new RoutePolicy(
        required, rates, cors, maxBodyBytes, responseTimeoutMillis, compressed, httpsOnly);
  }

  /** The same with other rates. */
  public RoutePolicy withRates(List<RateRule> others) {
    return new RoutePolicy(
        tokenRequired, others, cors, maxBodyBytes, responseTimeoutMillis, compressed, httpsOnly);
  }

  /** The same for pages of other origins; null to leave that to the service. */
  public RoutePolicy withCors(Cors other) {
    return new RoutePolicy(
        tokenRequired, rates, other, maxBodyBytes, responseTimeoutMillis, compressed, httpsOnly);
  }

  /** The same with another bound for bodies. */
  public RoutePolicy withMaxBodyBytes(long bytes) {
    return new RoutePolicy(
        tokenRequired, rates, cors, bytes, responseTimeoutMillis, compressed, httpsOnly);
  }

  /** The same with another time for the head of an answer. */
  public RoutePolicy withResponseTimeoutMillis(int millis) {
    return new RoutePolicy(tokenRequired, rates, cors, maxBodyBytes, millis, compressed, httpsOnly);
  }

  /** The same with or without compression. */
  public RoutePolicy withCompression(boolean on) {
    return new RoutePolicy(
        tokenRequired, rates, cors, maxBodyBytes, responseTimeoutMillis, on, httpsOnly);
  }

  /** The same with or without a way in that has no TLS. */
  public RoutePolicy withHttpsOnly(boolean only) {
    return new RoutePolicy(
        tokenRequired, rates, cors, maxBodyBytes, responseTimeoutMillis, compressed, only);
  }
}
