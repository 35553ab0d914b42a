package dev.dizhtime.gateway.guests;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The proxies before this gateway whose word about their clients is taken: networks that are set,
 * and addresses that come and go. May be used from several threads.
 */
public final class TrustedProxies {
  private static final int MAX_NETWORKS = 64;

  private final List<IpSubnetFilterRule> networks;
  private final Header header;
  private volatile Set<InetAddress> present = Set.of();

  private TrustedProxies(List<IpSubnetFilterRule> networks, Header header) {
    this.networks = networks;
    this.header = header;
  }

  /** What they tell the client's address in. */
  public enum Header {
    X_FORWARDED_FOR("x-forwarded-for"),
    FORWARDED("forwarded");

    private final String field;

    Header(String field) {
      this.field = field;
    }

    /** Its name in a request. */
    public String field() {
      return field;
    }
  }

  /** Nobody, until some are {@link #present}. */
  public static TrustedProxies nobody(Header header) {
    return new TrustedProxies(List.of(), header);
  }

  /** Trusts these addresses too, in place of those before. */
  public void present(Collection<String> addresses) {
    Set<InetAddress> next =
        addresses.stream()
            .filter(TrustedProxies::isAddress)
            .map(TrustedProxies::parsed)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
    if (!next.equals(present)) {
      present = next;
    }
  }

  /** Another object after each change, so that an answer may be kept until then. */
  Object version() {
    return present;
  }

  /** The one header that they write; another one may be the client's own. */
  Header header() {
    return header;
  }

  /**
   * Reads networks with commas between them, e.g. {@code 10.0.0.0/8,fd00::/8}.
   *
   * @param header what they write
   * @throws IllegalArgumentException with one sentence that says which is none
   */
  public static TrustedProxies parse(String text, Header header) {
    List<String> parts = Arrays.stream(text.split(",")).map(String::strip).toList();
    if (parts.size() > MAX_NETWORKS) {
      throw new IllegalArgumentException("there must be at most " + MAX_NETWORKS + " networks");
    }
    return new TrustedProxies(parts.stream().map(TrustedProxies::network).toList(), header);
  }

  private static IpSubnetFilterRule network(String text) {
    int slash = text.indexOf('/');
    try {
      String address = text.substring(0, slash);
      int bits = Integer.parseInt(text.substring(slash + 1));
      if (isAddress(address)) {
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
      }
    } catch (RuntimeException _) {
      // Said below.
    }
    throw new IllegalArgumentException("'" + text + "' is no network like 10.0.0.0/8");
  }

  /** Whether an address is that of a proxy of ours; what is no address is not. */
  public boolean trusts(String address) {
    Set<InetAddress> known = present;
    if (networks.isEmpty() && known.isEmpty() || !isAddress(address)) {
      return false;
    }
    InetAddress parsed = parsed(address);
    if (parsed == null) {
      return false;
    }
    var socket = new InetSocketAddress(parsed, 0);
    return known.contains(parsed) || networks.stream().anyMatch(each -> each.matches(socket));
  }

  /** Null when it is of an interface that is not there. */
  private static InetAddress parsed(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException _) {
      return null;
    }
  }

  /** Whether it is an address as numbers, so that no name server is ever asked. */
  static boolean isAddress(String text) {
    return text != null && (NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text));
  }
}
