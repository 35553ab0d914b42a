package dev.dizhtime.auth.oidc.keys;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Which of a host's addresses may be asked for somebody else: those of the whole world. The one
 * that was looked at is the one that is asked, so that a name can't mean another a moment later.
 */
public class PublicAddresses {
  private final Names names;

  public PublicAddresses(Names names) {
    this.names = names;
  }

  /** Looks a name up. */
  @FunctionalInterface
  public interface Names {
    List<InetAddress> of(String host) throws IOException;
  }

  /** The system's own look-up. */
  public static Names ofSystem() {
    return host -> List.of(InetAddress.getAllByName(host));
  }

  /**
   * An address of a host that may be asked.
   *
   * @throws IOException when there is none, or one of them is not the world's
   */
  final InetAddress of(URI address) throws IOException {
    String host = address.getHost();
    List<InetAddress> all = names.of(host);
    for (InetAddress each : all) {
      if (!mayAsk(each)) {
        throw new IOException(host + " is at " + each.getHostAddress() + ", which is not public");
      }
    }
    if (all.isEmpty()) {
      throw new IOException(host + " has no address");
    }
    return all.getFirst();
  }

  /** Whether it is the world's. */
  boolean mayAsk(InetAddress address) {
    boolean local =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    return !local
        && (address instanceof Inet4Address
            ? isPublic4(address.getAddress())
            : isPublic6(address.getAddress()));
  }

  /** Not those that IANA has set aside (RFC 6890). */
  private static boolean isPublic4(byte[] octets) {
    int first = octets[0] & 0xff;
    int second = octets[1] & 0xff;
    int third = octets[2] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean relay = first == 192 && second == 88 && third == 99;
    boolean benchmarks = first == 198 && (second == 18 || second == 19);
    boolean examples =
        first == 198 && second == 51 && third == 100 || first == 203 && second == 0 && third == 113;
    return first != 0 && first < 240 && !shared && !protocols && !relay && !benchmarks && !examples;
  }

  /** Of 2000::/3 only, and not what holds another address in it: Teredo, 6to4, examples. */
  private static boolean isPublic6(byte[] octets) {
    int first = (octets[0] & 0xff) << 8 | octets[1] & 0xff;
    int second = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
    boolean global = first >= 0x2000 && first <= 0x3fff;
    boolean special = first == 0x2001 && (second < 0x0200 || second == 0x0db8);
    return global && !special && first != 0x2002;
  }
}
