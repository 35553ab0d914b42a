package dev.dizhtime.local.platform;

/**
 * A log-in that the first start made.
 *
 * @param role "customer", "restaurant", "driver" or "admin"
 */
public record Account(String email, String password, String displayName, String role) {
  @Override
  public String toString() {
    return "Account[" + email + ", " + role + "]";
  }
}
