package dev.dizhtime.search;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.ProblemException;
import dev.dizhtime.runtime.http.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operation of {@code openapi.yaml}. */
final class SearchHttp {
  private static final Logger LOG = LoggerFactory.getLogger(SearchHttp.class);
  private static final int DEFAULT_RADIUS_METERS = 5_000;
  private static final int DEFAULT_LIMIT = 20;
  private static final int RETRY_AFTER_SECONDS = 2;
  private static final String CURSOR = "cursor";

  private final SearchRestaurants restaurants;

  SearchHttp(SearchRestaurants restaurants) {
    this.restaurants = restaurants;
  }

  /** One page of restaurants. */
  Reply search(Call call) {
    Search search =
        new Search(
            folded(call, "text"),
            near(call),
            call.queryInt("radiusMeters", DEFAULT_RADIUS_METERS),
            folded(call, "cuisine"),
            call.queryInt("limit", DEFAULT_LIMIT));
    Optional<List<FieldValue>> after =
        call.query(CURSOR)
            .map(cursor -> Cursor.read(search, cursor).orElseThrow(SearchHttp::foreignCursor));
    try {
      return Reply.ok(restaurants.page(search, after));
    } catch (IOException e) {
      LOG.warn("search does not answer: {}", e.toString());
      throw Problem.unavailable("Search does not answer at present", RETRY_AFTER_SECONDS)
          .exception();
    } catch (ElasticsearchException e) {
      if (after.isPresent() && e.status() == 400) {
        throw foreignCursor();
      }
      throw e;
    }
  }

  private static ProblemException foreignCursor() {
    return Problem.malformed(CURSOR, "must be the nextCursor of the same search").exception();
  }

  private static Optional<String> folded(Call call, String parameter) {
    return call.query(parameter).map(Fold::fold).filter(text -> !text.isEmpty());
  }

  private static Optional<GeoPoint> near(Call call) {
    Optional<Double> lat = number(call, "lat");
    Optional<Double> lon = number(call, "lon");
    if (lat.isPresent() != lon.isPresent()) {
      throw Problem.malformed(
              lat.isPresent() ? "lon" : "lat", "is missing; lat and lon come together")
          .exception();
    }
    return lat.map(value -> new GeoPoint(value, lon.orElseThrow()));
  }

  private static Optional<Double> number(Call call, String parameter) {
    try {
      return call.query(parameter).map(Double::valueOf);
    } catch (NumberFormatException _) {
      throw Problem.malformed(parameter, "must be a number").exception();
    }
  }
}
