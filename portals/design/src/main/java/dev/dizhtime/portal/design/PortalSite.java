package dev.dizhtime.portal.design;

import dev.dizhtime.runtime.security.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What tells one portal from another.
 *
 * @param name lower case, e.g. "restaurant"; in the cookie's name and the keys of texts
 * @param basePath where it is mounted behind the gateway: "" or e.g. "/restaurant"
 * @param home where one lands after logging in
 * @param roles of which a user needs one to log in
 * @param selfRegistration whether a stranger may open an account here
 * @param navigation the pages that stand in its header
 */
public record PortalSite(
    String name,
    String basePath,
    String home,
    Set<Role> roles,
    boolean selfRegistration,
    List<Link> navigation) {
  /**
   * A page in the header.
   *
   * @param text the key of its name in {@code messages.properties}
   * @param path absolute
   * @param members whether only those who are logged in see it
   * @param roles of which one is needed to see it; empty when it needs none
   */
  public record Link(String text, String path, boolean members, Set<Role> roles) {
    public Link {
      roles = Set.copyOf(roles);
    }

    /** A page for every role. */
    public Link(String text, String path, boolean members) {
      this(text, path, members, Set.of());
    }
  }

  public PortalSite {
    roles = Set.copyOf(roles);
    navigation = List.copyOf(navigation);
  }

  /** The portal as somebody sees it who may be this: without the pages that are not for them. */
  PortalSite seenAs(Set<Role> mine) {
    List<Link> seen =
        navigation.stream()
            .filter(link -> link.roles.isEmpty() || link.roles.stream().anyMatch(mine::contains))
            .toList();
    return new PortalSite(name, basePath, home, roles, selfRegistration, seen);
  }

  /** Only a page of this portal, or its home: a log-in must not lead to another site. */
  String ownPage(String next) {
    boolean own =
        next.startsWith(basePath + "/")
            && !next.startsWith("//")
            && next.chars().noneMatch(c -> c == '\\' || c < ' ');
    return own ? next : home;
  }

  /** The address of a page that has to come first and does not forget where one was going. */
  String onTheWay(String path, String next) {
    String query = next.isEmpty() ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    return basePath + path + query;
  }

  /** Where the portal's words are. */
  String texts() {
    return "dev/dizhtime/portal/" + name + "/messages";
  }
}
