package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import java.util.Set;

/**
 * Who looks, and in which capacities.
 *
 * @param sides none when they have no business with orders
 * @param staffOf restaurants that they do not own but work at
 */
public record Viewer(UserId userId, Set<Side> sides, Set<RestaurantId> staffOf) {
  public Viewer {
    sides = Set.copyOf(sides);
    staffOf = Set.copyOf(staffOf);
  }

  /** Somebody who is on no staff. */
  public Viewer(UserId userId, Set<Side> sides) {
    this(userId, sides, Set.of());
  }

  /** A side from which orders are seen. */
  public enum Side {
    /** Orders that they placed. */
    CUSTOMER,
    /** Orders of restaurants that they own or work at. */
    OWNER,
    /** Orders that they bring. */
    DRIVER,
    /** All orders, without what only the people of an order may know. */
    SUPPORT,
    /** All orders. */
    ADMIN
  }

  /** Whether the restaurant is theirs, or they work there. */
  public boolean worksAt(UserId ownerId, RestaurantId restaurantId) {
    return ownerId.equals(userId) || staffOf.contains(restaurantId);
  }

  /** Whether they see all orders, and everything about them. */
  public boolean isAdmin() {
    return sides.contains(Side.ADMIN);
  }
}
