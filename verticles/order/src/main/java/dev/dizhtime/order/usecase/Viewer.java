package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.UserId;
import java.util.Set;

/**
 * Who looks, and in which capacities.
 *
 * @param sides none when they have no business with orders
 */
public record Viewer(UserId userId, Set<Side> sides) {
  public Viewer {
    sides = Set.copyOf(sides);
  }

  /** A side from which orders are seen. */
  public enum Side {
    /** Orders that they placed. */
    CUSTOMER,
    /** Orders of restaurants that they own. */
    OWNER,
    /** Orders that they bring. */
    DRIVER,
    /** All orders. */
    ADMIN
  }

  /** Whether they see all orders, and everything about them. */
  public boolean isAdmin() {
    return sides.contains(Side.ADMIN);
  }
}
