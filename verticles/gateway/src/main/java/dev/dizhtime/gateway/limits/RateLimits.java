package dev.dizhtime.gateway.limits;

import dev.dizhtime.gateway.routing.RateRule;
import dev.dizhtime.gateway.routing.Route;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts the requests of each client and route, in this gateway: several gateways count apart. At
 * most {@value #MAX_CLIENTS} clients are remembered; the one that was not heard of for longest is
 * forgotten first. May be used from several threads.
 */
public final class RateLimits {
  /** Clients that are remembered at most, over all routes. */
  public static final int MAX_CLIENTS = 100_000;

  private static final int PREFIX_BYTES = 8;

  /** So many locks, for event loops that count at the same time. */
  private static final int STRIPES = 16;

  private final List<Map<Key, Bucket>> stripes;
  private final Counter refusals;

  /** Of whom; a client is a user or an address, or everybody when it is null. */
  private record Key(String host, String path, RateRule rule, boolean user, String client) {}

  /**
   * What a client has left.
   *
   * @param granted whether this request may pass
   * @param left requests that may come at once now
   * @param resetSeconds until all may come at once again
   * @param retrySeconds until the next may come; 0 when one may now
   */
  public record Allowance(
      RateRule rule, boolean granted, long left, long resetSeconds, long retrySeconds) {
    /** The value of the field {@code RateLimit-Policy}. */
    public String policy() {
      return "\"default\";q=" + rule.requests() + ";w=" + rule.seconds();
    }

    /** The value of the field {@code RateLimit}. */
    public String state() {
      return "\"default\";r=" + left + ";t=" + resetSeconds;
    }
  }

  public RateLimits(MeterRegistry meters) {
    this.refusals =
        Counter.builder("dizhtime.gateway.rate.refused")
            .description("Requests refused because a client sent too many")
            .register(meters);
    this.stripes = Stream.generate(RateLimits::stripe).limit(STRIPES).toList();
  }

  private static Map<Key, Bucket> stripe() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
        return size() > MAX_CLIENTS / STRIPES;
      }
    };
  }

  /**
   * Takes one request of what a client may send to a route.
   *
   * @param rule one of the route's
   * @param principal whom the token speaks for; null without a token
   */
  public Allowance take(Route route, RateRule rule, String principal, String address) {
    boolean user = rule.by() == RateRule.By.PRINCIPAL && principal != null;
    String client =
        switch (rule.by()) {
          case PRINCIPAL -> user ? principal : network(address);
          case ADDRESS -> network(address);
          case ROUTE -> null;
        };
    Bucket bucket = bucket(new Key(route.host(), route.path(), rule, user, client));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      refusals.increment();
    }
    return new Allowance(
        rule,
        probe.isConsumed(),
        probe.getRemainingTokens(),
        seconds(probe.getNanosToWaitForReset()),
        seconds(probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket(Key key) {
    Map<Key, Bucket> stripe = stripes.get(Math.floorMod(key.hashCode(), STRIPES));
    synchronized (stripe) {
      return stripe.computeIfAbsent(key, _ -> bucket(key.rule()));
    }
  }

  private static Bucket bucket(RateRule rule) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(rule.requests())
                    .refillGreedy(rule.requests(), Duration.ofSeconds(rule.seconds())))
        .build();
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, 1_000_000_000L);
  }

  /** An IPv6 client has 64 bits of addresses to itself, so they count as one. */
  static String network(String host) {
    if (host == null || host.indexOf(':') < 0) {
      return String.valueOf(host);
    }
    try {
      InetAddress parsed = InetAddress.getByName(host);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES))
          : parsed.getHostAddress();
    } catch (UnknownHostException _) {
      return host;
    }
  }
}
