package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.Coordinates;
import dev.dizhtime.portal.design.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Restaurants by text and place. The same address gives the whole page, or only the results to
 * htmx, which asks while one types.
 */
final class SearchPages {
  static final View PAGE = View.page("customer/templates/search");

  /** How far around a place is looked, in metres; the first is the default. */
  static final List<Integer> RADII = List.of(5_000, 1_000, 2_000, 10_000, 30_000);

  private static final int RESULTS = 24;
  private static final int MAX_TEXT = 100;
  private static final int MAX_CURSOR = 400;

  private final Places places;

  SearchPages(Places places) {
    this.places = places;
  }

  /** A page of results, as the platform answers it. */
  record Results(List<Result> items, long total, String nextCursor) {
    Results {
      items = items == null ? List.of() : items;
    }
  }

  /** One restaurant among the results; distance, grade and items may be missing. */
  record Result(
      String restaurantId,
      String name,
      String cuisine,
      Place place,
      String hygieneGrade,
      boolean open,
      Double distanceMeters,
      List<String> matchedItems) {}

  void show(Exchange exchange) {
    String text = shortened(exchange.query("text").orElse(""));
    String place = exchange.query("place").orElse("");
    int radius = radius(exchange.query("radius"));
    Optional<Places.Named> named = places.find(place);
    Optional<GeoPoint> typed =
        Coordinates.point(exchange.query("lat").orElse(""), exchange.query("lon").orElse(""));
    Optional<GeoPoint> around = named.map(Places.Named::location).or(() -> typed);
    boolean here = named.isEmpty() && typed.isPresent();
    ApiRequest request =
        ApiRequest.get("/api/search/restaurants")
            .with("text", text)
            .with("limit", Integer.toString(RESULTS))
            .with(
                "cursor",
                exchange.query("cursor").filter(c -> c.length() <= MAX_CURSOR).orElse(""));
    if (around.isPresent()) {
      request =
          request
              .with("lat", Double.toString(around.get().lat()))
              .with("lon", Double.toString(around.get().lon()))
              .with("radiusMeters", Integer.toString(radius));
    }
    Map<String, Object> model = new HashMap<>();
    model.put("results", exchange.api(request, Results.class));
    model.put("text", text);
    model.put("place", named.map(Places.Named::key).orElse(""));
    model.put("here", here);
    model.put("lat", here ? typed.get().lat() : "");
    model.put("lon", here ? typed.get().lon() : "");
    // The menu proposes it as where to deliver to.
    model.put("around", around.map(at -> "?lat=" + at.lat() + "&lon=" + at.lon()).orElse(""));
    model.put("radius", radius);
    model.put("radii", RADII.stream().sorted().toList());
    model.put("places", places.all());
    exchange.show(exchange.wantsFragment() ? PAGE.part("results") : PAGE, model);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private static int radius(Optional<String> given) {
    return RADII.stream()
        .filter(each -> given.equals(Optional.of(each.toString())))
        .findFirst()
        .orElse(RADII.getFirst());
  }
}
