package dev.dizhtime.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Place;
import java.util.List;

/**
 * A page of what was found.
 *
 * @param total on all pages, counted up to {@link SearchRestaurants#MAX_COUNTED}
 * @param nextCursor null on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FoundRestaurants(List<Found> items, long total, String nextCursor) {
  /**
   * A restaurant that was found.
   *
   * @param distanceMeters null when the customer did not say where they are
   * @param score 0 when there was no text
   * @param matchedItems of the menu, as many as are worth showing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(
      String restaurantId,
      String name,
      String cuisine,
      Place place,
      String hygieneGrade,
      boolean open,
      Long distanceMeters,
      double score,
      List<String> matchedItems) {}
}
