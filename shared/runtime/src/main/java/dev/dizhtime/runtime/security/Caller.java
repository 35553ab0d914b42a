package dev.dizhtime.runtime.security;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who makes a request, as its token says.
 *
 * @param roles see {@link Role}
 * @param name what to call them
 * @param email where they are reached
 * @param token the token itself, to hand on to another service on their behalf
 * @param delegation there when a client has the token
 * @param staff where they are on the staff, besides what they own
 */
public record Caller(
    UserId userId,
    Set<Role> roles,
    String name,
    String email,
    String token,
    Optional<Delegation> delegation,
    Map<RestaurantId, StaffRole> staff) {
  public Caller {
    roles = Set.copyOf(roles);
    staff = Map.copyOf(staff);
  }

  /** Whether they may do at a restaurant, as one of its staff, what a role may. */
  public boolean worksAt(RestaurantId restaurantId, StaffRole needed) {
    StaffRole role = staff.get(restaurantId);
    return role != null && role.covers(needed);
  }

  /** The restaurants where they may do, as one of the staff, what a role may. */
  public Set<RestaurantId> worksAt(StaffRole needed) {
    return staff.keySet().stream()
        .filter(each -> worksAt(each, needed))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether they have a role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }

  @Override
  public String toString() {
    return "Caller[" + userId + ", " + roles + "]";
  }
}
