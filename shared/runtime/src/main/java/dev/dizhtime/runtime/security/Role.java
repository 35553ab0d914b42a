package dev.dizhtime.runtime.security;

import java.util.Locale;
import java.util.Optional;

/** What someone may be; in tokens and OpenAPI documents in lower case. */
public enum Role {
  CUSTOMER,
  RESTAURANT,
  DRIVER,
  /** Reads what operators read, and changes nothing. */
  SUPPORT,
  ADMIN;

  /** The name in tokens and documents. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name on the wire; empty for one we do not know. */
  public static Optional<Role> of(String wireName) {
    for (Role role : values()) {
      if (role.wireName().equals(wireName)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
