package dev.dizhtime.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.dizhtime.contracts.Place;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds restaurants. */
final class SearchRestaurants {
  /** Matches are counted up to this number. */
  static final int MAX_COUNTED = 10_000;

  private static final int MAX_MATCHED_ITEMS = 5;

  private final RestaurantIndex index;

  SearchRestaurants(RestaurantIndex index) {
    this.index = index;
  }

  /**
   * One page.
   *
   * @param after where it begins; empty for the first
   * @throws IOException when the cluster does not answer
   */
  FoundRestaurants page(Search search, Optional<List<FieldValue>> after) throws IOException {
    SearchResponse<RestaurantDocument> response =
        index.search(RestaurantQuery.of(search, index.alias(), after));
    List<Hit<RestaurantDocument>> hits = response.hits().hits();
    List<Hit<RestaurantDocument>> page = hits.subList(0, Math.min(search.limit(), hits.size()));
    String next = hits.size() > page.size() ? Cursor.of(search, page.getLast().sort()) : null;
    long total = response.hits().total() == null ? 0 : response.hits().total().value();
    return new FoundRestaurants(page.stream().map(hit -> found(search, hit)).toList(), total, next);
  }

  private static FoundRestaurants.Found found(Search search, Hit<RestaurantDocument> hit) {
    RestaurantDocument document = hit.source();
    Long distance =
        search
            .near()
            .map(near -> Math.round(near.distanceMeters(document.location())))
            .orElse(null);
    return new FoundRestaurants.Found(
        document.restaurantId(),
        document.name(),
        document.cuisine(),
        new Place(document.address(), document.location()),
        document.hygieneGrade(),
        document.open(),
        distance,
        hit.score() == null ? 0 : hit.score(),
        matchedItems(hit));
  }

  /** The index searches folded names; what it found is shown as the restaurant writes it. */
  private static List<String> matchedItems(Hit<RestaurantDocument> hit) {
    Set<String> matched = new HashSet<>(hit.highlight().getOrDefault("itemsText", List.of()));
    List<String> names = hit.source().itemNames();
    return matched.isEmpty() || names == null
        ? List.of()
        : names.stream()
            .filter(name -> matched.contains(Fold.fold(name)))
            .limit(MAX_MATCHED_ITEMS)
            .toList();
  }
}
