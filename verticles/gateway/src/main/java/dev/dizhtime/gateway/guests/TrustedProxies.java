package dev.dizhtime.gateway.guests;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** The proxies before this gateway whose word about their clients is taken, by network. */
public final class TrustedProxies {
  /** Nobody. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final int MAX_NETWORKS = 64;

  private final List<IpSubnetFilterRule> networks;

  private TrustedProxies(List<IpSubnetFilterRule> networks) {
    this.networks = networks;
  }

  /**
   * Reads networks with commas between them, e.g. {@code 10.0.0.0/8,fd00::/8}.
   *
   * @throws IllegalArgumentException with one sentence that says which is none
   */
  public static TrustedProxies parse(String text) {
    List<String> parts = Arrays.stream(text.split(",")).map(String::strip).toList();
    if (parts.size() > MAX_NETWORKS) {
      throw new IllegalArgumentException("there must be at most " + MAX_NETWORKS + " networks");
    }
    return new TrustedProxies(parts.stream().map(TrustedProxies::network).toList());
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
    if (networks.isEmpty() || !isAddress(address)) {
      return false;
    }
    try {
      var socket = new InetSocketAddress(InetAddress.getByName(address), 0);
      return networks.stream().anyMatch(network -> network.matches(socket));
    } catch (UnknownHostException _) {
      return false;
    }
  }

  /** Whether it is an address as numbers, so that no name server is ever asked. */
  static boolean isAddress(String text) {
    return text != null && (NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text));
  }
}
