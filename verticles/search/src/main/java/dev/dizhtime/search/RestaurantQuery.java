package dev.dizhtime.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.GeoLocation;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterType;
import co.elastic.clients.util.NamedValue;
import dev.dizhtime.contracts.GeoPoint;
import java.util.List;
import java.util.Optional;

/** Says in Elasticsearch's words what a customer looks for. */
final class RestaurantQuery {
  private static final List<String> FIELDS = List.of("nameText^3", "cuisineText^2", "itemsText");
  private static final String ALL = "allText";
  private static final String ITEMS = "itemsText";
  private static final String LOCATION = "location";
  private static final String TYPOS = "AUTO";

  /** The first letter is seldom wrong, and a fixed one makes the look-up of near words cheap. */
  private static final int EXACT_LETTERS = 1;

  /** A word that is right counts this many times what a near one does. */
  private static final float EXACT_BOOST = 3;

  /** Closeness halves at this part of the radius ... */
  private static final int HALVES_AT_PART = 3;

  /** ... but even the farthest keeps this much, so that a much better match still wins. */
  private static final double FARTHEST_WEIGHT = 0.3;

  private RestaurantQuery() {}

  static SearchRequest of(Search search, String alias, Optional<List<FieldValue>> after) {
    return SearchRequest.of(
        request -> {
          request
              .index(alias)
              .size(search.limit() + 1)
              .trackTotalHits(count -> count.count(SearchRestaurants.MAX_COUNTED))
              .query(query(search))
              .sort(order(search))
              .source(
                  source ->
                      source.filter(
                          filter ->
                              filter.excludes(
                                  search.text().isPresent()
                                      ? List.of("*Text")
                                      : List.of("*Text", "itemNames"))));
          after.ifPresent(request::searchAfter);
          search.text().ifPresent(text -> request.highlight(matchedItems(text)));
          return request;
        });
  }

  private static Query query(Search search) {
    BoolQuery.Builder bool = new BoolQuery.Builder();
    search
        .cuisineKey()
        .ifPresent(key -> bool.filter(f -> f.term(t -> t.field("cuisineKey").value(key))));
    search.near().ifPresent(near -> bool.filter(within(near, search.radiusMeters())));
    search
        .text()
        .ifPresent(
            text -> {
              bool.filter(matches(text));
              bool.should(exact(text), near(text), unfinished(text));
            });
    Query query = bool.build()._toQuery();
    return search.text().isPresent() && search.near().isPresent()
        ? closerIsBetter(query, search.near().get(), search.radiusMeters())
        : query;
  }

  /** Every word must be there, in whichever field; nearly, or as the beginning of a longer one. */
  private static Query matches(String text) {
    return Query.of(
        query ->
            query.bool(
                bool ->
                    bool.should(
                            s ->
                                s.match(
                                    m ->
                                        m.field(ALL)
                                            .query(text)
                                            .operator(Operator.And)
                                            .fuzziness(TYPOS)
                                            .prefixLength(EXACT_LETTERS)))
                        .should(
                            s ->
                                s.matchBoolPrefix(
                                    m ->
                                        m.field(ALL)
                                            .query(text)
                                            .operator(Operator.And)
                                            .fuzziness(TYPOS)
                                            .prefixLength(EXACT_LETTERS)))
                        .minimumShouldMatch("1")));
  }

  private static Query exact(String text) {
    return Query.of(
        query ->
            query.multiMatch(m -> m.fields(FIELDS).query(text).tieBreaker(0.3).boost(EXACT_BOOST)));
  }

  private static Query near(String text) {
    return Query.of(
        query ->
            query.multiMatch(
                m ->
                    m.fields(FIELDS)
                        .query(text)
                        .tieBreaker(0.3)
                        .fuzziness(TYPOS)
                        .prefixLength(EXACT_LETTERS)));
  }

  private static Query unfinished(String text) {
    return Query.of(
        query ->
            query.multiMatch(m -> m.fields(FIELDS).query(text).type(TextQueryType.BoolPrefix)));
  }

  private static Query within(GeoPoint near, int radiusMeters) {
    return Query.of(
        query ->
            query.geoDistance(
                geo -> geo.field(LOCATION).location(at(near)).distance(radiusMeters + "m")));
  }

  private static Query closerIsBetter(Query query, GeoPoint near, int radiusMeters) {
    String scale = Math.max(1, radiusMeters / HALVES_AT_PART) + "m";
    return Query.of(
        outer ->
            outer.functionScore(
                score ->
                    score
                        .query(query)
                        .functions(
                            f ->
                                f.gauss(
                                    gauss ->
                                        gauss.geo(
                                            geo ->
                                                geo.field(LOCATION)
                                                    .placement(
                                                        p ->
                                                            p.origin(at(near))
                                                                .scale(scale)
                                                                .decay(0.5)))))
                        .functions(f -> f.weight(FARTHEST_WEIGHT))
                        .scoreMode(FunctionScoreMode.Sum)
                        .boostMode(FunctionBoostMode.Multiply)));
  }

  /** Open ones first; then the best, the nearest, or by name; the id makes it a total order. */
  private static List<SortOptions> order(Search search) {
    SortOptions what =
        search.text().isPresent()
            ? SortOptions.of(s -> s.score(score -> score.order(SortOrder.Desc)))
            : search
                .near()
                .map(RestaurantQuery::nearest)
                .orElseGet(() -> by("nameKey", SortOrder.Asc));
    return List.of(by("open", SortOrder.Desc), what, by("restaurantId", SortOrder.Asc));
  }

  private static SortOptions nearest(GeoPoint near) {
    return SortOptions.of(
        s -> s.geoDistance(geo -> geo.field(LOCATION).location(at(near)).order(SortOrder.Asc)));
  }

  private static SortOptions by(String field, SortOrder order) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(order)));
  }

  private static GeoLocation at(GeoPoint point) {
    return GeoLocation.of(l -> l.latlon(p -> p.lat(point.lat()).lon(point.lon())));
  }

  /** Without tags and without fragments: each value that matches, whole. */
  private static Highlight matchedItems(String text) {
    Query query =
        Query.of(
            outer ->
                outer.bool(
                    bool ->
                        bool.should(
                                s ->
                                    s.match(
                                        m ->
                                            m.field(ITEMS)
                                                .query(text)
                                                .fuzziness(TYPOS)
                                                .prefixLength(EXACT_LETTERS)))
                            .should(s -> s.matchBoolPrefix(m -> m.field(ITEMS).query(text)))));
    return Highlight.of(
        highlight ->
            highlight
                .type(HighlighterType.Unified)
                .preTags("")
                .postTags("")
                .numberOfFragments(0)
                .highlightQuery(query)
                .fields(NamedValue.of(ITEMS, HighlightField.of(f -> f))));
  }
}
