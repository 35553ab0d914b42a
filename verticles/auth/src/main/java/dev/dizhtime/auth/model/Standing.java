package dev.dizhtime.auth.model;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.restaurant.StaffRole;
import java.util.Map;

/**
 * What has been shown of an account's owner.
 *
 * @param emailVerified whether they read the mails to their address
 * @param secondFactor whether a log-in needs a code as well
 * @param staff where they are on the staff
 */
public record Standing(
    boolean emailVerified, boolean secondFactor, Map<RestaurantId, StaffRole> staff) {
  /** Of somebody who has just come. */
  public static final Standing NEW = new Standing(false, false, Map.of());

  public Standing {
    staff = Map.copyOf(staff);
  }
}
