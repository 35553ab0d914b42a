package dev.dizhtime.restaurant.model;

import dev.dizhtime.contracts.MenuItemId;
import dev.dizhtime.contracts.RestaurantId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where an imported restaurant comes from. The same origin always has the same ids, so importing
 * twice makes nothing twice.
 *
 * @param source the list it is from, e.g. "nyc"
 * @param sourceId its id there
 */
public record Origin(String source, String sourceId) {
  /** The id of the restaurant of this origin. */
  public RestaurantId restaurantId() {
    return new RestaurantId(named("restaurant:" + source + ":" + sourceId));
  }

  /**
   * The id of an item on its menu.
   *
   * @param occurrence counts items of the same category and name, from 0
   */
  public MenuItemId itemId(String category, String name, int occurrence) {
    return new MenuItemId(
        named(restaurantId() + "\n" + category + "\n" + name + "\n" + occurrence));
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
