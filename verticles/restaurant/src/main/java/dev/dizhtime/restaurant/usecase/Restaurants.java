package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.Restaurant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where restaurants are kept. All methods may wait; they throw when the store does not answer. */
public interface Restaurants {
  /** The restaurant at its present version. */
  Optional<Restaurant> find(RestaurantId id);

  /** Those of them that exist, at their present versions. */
  Map<RestaurantId, Restaurant> findAll(Collection<RestaurantId> ids);

  /**
   * The restaurants of an owner and some others by id, after {@code after}; menus are left out
   * (empty).
   */
  List<Restaurant> of(
      UserId owner, Set<RestaurantId> others, Optional<RestaurantId> after, int limit);

  /**
   * Saves a change, with its event, in one piece.
   *
   * @return false when another change was first; then nothing is saved
   */
  boolean save(Change change);

  /**
   * Saves changes of different restaurants, each with its event in one piece.
   *
   * @return false when another change of one of them was first; that one is not saved, the others
   *     are
   */
  boolean saveAll(List<Change> changes);
}
