package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.restaurant.model.Profile;
import java.util.List;

/**
 * A restaurant as a list has it.
 *
 * @param menu null when the list knows none: then the present one stays
 */
public record ImportEntry(String sourceId, Profile profile, List<Item> menu) {
  /** An item on its menu. */
  public record Item(
      String name, String description, String category, Money price, boolean available) {}
}
