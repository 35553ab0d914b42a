package dev.dizhtime.gateway.guests;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a request comes from, as far as the gateway can know.
 *
 * @param address the client's; the last one that is not a proxy of ours; null when it is not known
 * @param chain what was said about it before this gateway, with commas; "" when nobody we trust
 *     did, or more than is read
 * @param forwarded the same in the words of RFC 7239; "" when trusted proxies don't use them
 * @param scheme http or https, as the client used it
 * @param host the one that a proxy of ours was asked for; null when none says so
 */
public record Origin(String address, String chain, String forwarded, String scheme, String host) {
  private static final int MAX_LENGTH = 1_024;
  private static final int MAX_HOPS = 32;

  /**
   * Reads it. What a stranger says about itself is not looked at, nor the headers that trusted
   * proxies don't write: they pass those on as the stranger sent them.
   *
   * @param ownScheme what the connection itself speaks, or is known to speak
   */
  public static Origin of(Guest guest, TrustedProxies proxies, MultiMap headers, String ownScheme) {
    if (!guest.trusted()) {
      return new Origin(guest.address(), "", "", ownScheme, null);
    }
    return switch (proxies.header()) {
      case X_FORWARDED_FOR -> common(guest, proxies, headers, ownScheme);
      case FORWARDED -> rfc7239(guest, proxies, headers, ownScheme);
    };
  }

  private static Origin common(
      Guest guest, TrustedProxies proxies, MultiMap headers, String ownScheme) {
    String proto = headers.get("x-forwarded-proto");
    boolean said = "http".equals(proto) || "https".equals(proto);
    String scheme = said ? proto : ownScheme;
    String host = headers.get("x-forwarded-host");
    String chain = joined(headers, TrustedProxies.Header.X_FORWARDED_FOR);
    List<Rfc7239.Hop> hops =
        Arrays.stream(chain.split(",")).map(each -> new Rfc7239.Hop(each.strip(), null)).toList();
    if (tooMuch(chain, hops)) {
      return new Origin(guest.address(), "", "", scheme, host);
    }
    String client = client(guest.address(), hops, proxies).address();
    return new Origin(client, chain, "", scheme, host);
  }

  private static Origin rfc7239(
      Guest guest, TrustedProxies proxies, MultiMap headers, String ownScheme) {
    String field = joined(headers, TrustedProxies.Header.FORWARDED);
    Optional<List<Rfc7239.Hop>> hops = Rfc7239.hops(field);
    if (hops.isEmpty() || tooMuch(field, hops.get())) {
      return new Origin(guest.address(), "", "", ownScheme, null);
    }
    Rfc7239.Hop client = client(guest.address(), hops.get(), proxies);
    String chain = hops.get().stream().map(Rfc7239.Hop::address).collect(Collectors.joining(", "));
    String scheme = client.scheme() == null ? ownScheme : client.scheme();
    return new Origin(client.address(), chain, field, scheme, null);
  }

  /** Proxies add to what a stranger said: that much must not hide who the stranger is. */
  private static boolean tooMuch(String text, List<Rfc7239.Hop> hops) {
    return text.length() > MAX_LENGTH || hops.size() > MAX_HOPS;
  }

  /** From the nearest to the farthest: the first that is no proxy of ours, or the last known. */
  private static Rfc7239.Hop client(String peer, List<Rfc7239.Hop> hops, TrustedProxies proxies) {
    Rfc7239.Hop client = new Rfc7239.Hop(peer, null);
    for (Rfc7239.Hop hop : hops.reversed()) {
      if (!TrustedProxies.isAddress(hop.address())) {
        break;
      }
      client = hop;
      if (!proxies.trusts(hop.address())) {
        break;
      }
    }
    return client;
  }

  private static String joined(MultiMap headers, TrustedProxies.Header header) {
    return String.join(", ", headers.getAll(header.field()));
  }

  /** The chain with one more hop, for the service behind. */
  public String chainWith(String peer) {
    return chain.isEmpty() ? peer : chain + ", " + peer;
  }

  /** {@code Forwarded} with one more element; null when it is not what trusted proxies write. */
  public String forwardedWith(String peer) {
    return forwarded.isEmpty() ? null : forwarded + ", " + Rfc7239.element(peer, scheme);
  }
}
