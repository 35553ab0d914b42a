package dev.dizhtime.portal.design;

import dev.dizhtime.runtime.security.Role;
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
   */
  public record Link(String text, String path, boolean members) {}

  public PortalSite {
    roles = Set.copyOf(roles);
    navigation = List.copyOf(navigation);
  }

  /** Where the portal's words are. */
  String texts() {
    return "dev/dizhtime/portal/" + name + "/messages";
  }
}
