package dev.dizhtime.contracts.restaurant;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do at one restaurant; in tokens and requests in lower case. */
public enum StaffRole {
  /** Everything, the staff included. */
  OWNER,
  /** Menu, hours, opening, orders and refunds; sees the money. */
  MANAGER,
  /** Orders, and what is sold out. */
  KITCHEN;

  /** The name in tokens and requests. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name on the wire; empty for one we do not know. */
  public static Optional<StaffRole> of(String wireName) {
    for (StaffRole role : values()) {
      if (role.wireName().equals(wireName)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** Whether whoever has this role may do what {@code needed} may. */
  public boolean covers(StaffRole needed) {
    return ordinal() <= needed.ordinal();
  }
}
