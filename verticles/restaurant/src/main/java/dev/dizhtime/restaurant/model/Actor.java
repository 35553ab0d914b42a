package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import java.util.Map;

/**
 * Who wants something done.
 *
 * @param admin whether everything is theirs to manage
 * @param staff where they are on the staff, besides what they own
 */
public record Actor(UserId userId, boolean admin, Map<RestaurantId, StaffRole> staff) {
  public Actor {
    staff = Map.copyOf(staff);
  }

  /** Whether the restaurant is theirs to manage: its menu, its hours, whether it is open. */
  public boolean manages(Restaurant restaurant) {
    return may(restaurant, StaffRole.MANAGER);
  }

  /** Whether they work there, in the kitchen at least: they see it, and say what is sold out. */
  public boolean worksAt(Restaurant restaurant) {
    return may(restaurant, StaffRole.KITCHEN);
  }

  private boolean may(Restaurant restaurant, StaffRole needed) {
    StaffRole role = staff.get(restaurant.restaurantId());
    return admin || restaurant.ownerId().equals(userId) || role != null && role.covers(needed);
  }
}
