package dev.dizhtime.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import java.util.List;

/**
 * A restaurant in the index; the fields of {@code restaurants-index.json}. What ends in Key or Text
 * is folded and only searched, filtered or sorted by; the rest is only shown.
 *
 * @param itemNames null when they were not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RestaurantDocument(
    String restaurantId,
    long version,
    String name,
    String nameKey,
    String cuisine,
    String cuisineKey,
    String address,
    GeoPoint location,
    String hygieneGrade,
    boolean open,
    List<String> itemNames,
    String nameText,
    String cuisineText,
    List<String> itemsText) {
  /** What a customer can order at present. */
  static RestaurantDocument of(RestaurantPublished event) {
    List<String> items =
        event.menu().stream().filter(MenuItem::available).map(MenuItem::name).distinct().toList();
    String name = Fold.fold(event.name());
    String cuisine = Fold.fold(event.cuisine());
    return new RestaurantDocument(
        event.restaurantId().toString(),
        event.version(),
        event.name(),
        name,
        event.cuisine(),
        cuisine,
        event.place().address(),
        event.place().location(),
        event.hygieneGrade(),
        event.open(),
        items,
        name,
        cuisine,
        items.stream().map(Fold::fold).toList());
  }
}
