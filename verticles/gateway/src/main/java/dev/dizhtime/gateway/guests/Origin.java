package dev.dizhtime.gateway.guests;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a request comes from, as far as the gateway can know.
 *
 * @param address the client's; the last one that is not a proxy of ours; null when it is not known
 * @param chain what was said about it before this gateway, with commas; "" when nobody we trust did
 * @param forwarded the same in the words of RFC 7239; "" when there is nothing
 * @param scheme http or https, as the client used it
 */
public record Origin(String address, String chain, String forwarded, String scheme) {
  private static final String FORWARDED_FOR = "x-forwarded-for";
  private static final int MAX_LENGTH = 1_024;
  private static final int MAX_HOPS = 32;

  /**
   * Reads it. What a stranger says about itself is not looked at.
   *
   * @param ownScheme what the connection itself speaks, or is known to speak
   */
  public static Origin of(Guest guest, TrustedProxies proxies, MultiMap headers, String ownScheme) {
    if (!guest.trusted()) {
      return new Origin(guest.address(), "", "", ownScheme);
    }
    String forwarded = joined(headers, "forwarded");
    String chain = joined(headers, FORWARDED_FOR);
    List<String> hops = chain.isEmpty() ? Rfc7239.clients(forwarded) : addresses(chain);
    String proto = headers.get("x-forwarded-proto");
    boolean said = "http".equals(proto) || "https".equals(proto);
    return new Origin(
        client(guest.address(), hops, proxies),
        chain.isEmpty() ? String.join(", ", hops) : chain,
        forwarded,
        said ? proto : ownScheme);
  }

  /** From the nearest to the farthest: the first that is no proxy of ours. */
  private static String client(String peer, List<String> hops, TrustedProxies proxies) {
    String client = peer;
    for (String hop : hops.reversed()) {
      if (!TrustedProxies.isAddress(hop)) {
        break;
      }
      client = hop;
      if (!proxies.trusts(hop)) {
        break;
      }
    }
    return client;
  }

  private static String joined(MultiMap headers, String name) {
    String all = headers.getAll(name).stream().collect(Collectors.joining(", "));
    return all.length() > MAX_LENGTH ? "" : all;
  }

  private static List<String> addresses(String chain) {
    List<String> hops = Arrays.stream(chain.split(",")).map(String::strip).toList();
    return hops.size() > MAX_HOPS ? List.of() : hops;
  }

  /** The chain with one more hop, for the service behind. */
  public String chainWith(String peer) {
    return chain.isEmpty() ? peer : chain + ", " + peer;
  }

  /** {@code Forwarded} with one more element; null when nobody we trust used that field. */
  public String forwardedWith(String peer) {
    return forwarded.isEmpty() ? null : forwarded + ", " + Rfc7239.element(peer, scheme);
  }
}
