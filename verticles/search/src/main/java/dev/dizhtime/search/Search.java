package dev.dizhtime.search;

import dev.dizhtime.contracts.GeoPoint;
import java.util.Optional;

/**
 * What a customer looks for.
 *
 * @param text folded, not empty
 * @param cuisineKey folded, not empty
 * @param radiusMeters how far from {@code near}; means nothing without it
 * @param limit of the page, 1 to 50
 */
record Search(
    Optional<String> text,
    Optional<GeoPoint> near,
    int radiusMeters,
    Optional<String> cuisineKey,
    int limit) {
  /** The same for all pages of one search. */
  String fingerprint() {
    return Integer.toHexString(
        (text + "|" + near + "|" + (near.isPresent() ? radiusMeters : 0) + "|" + cuisineKey)
            .hashCode());
  }
}
