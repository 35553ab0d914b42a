package dev.dizhtime.portal.restaurant;

import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.contracts.restaurant.OpeningPeriod;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A restaurant, as the platform answers it to its owner. */
record Restaurant(
    String restaurantId,
    long version,
    String status,
    boolean open,
    String name,
    String cuisine,
    Place place,
    String timeZone,
    String currency,
    List<OpeningPeriod> openingHours,
    List<MenuItem> menu) {
  Restaurant {
    menu = menu == null ? List.of() : List.copyOf(menu);
    openingHours = openingHours == null ? List.of() : List.copyOf(openingHours);
  }

  /** The one that the address names. */
  static Restaurant read(Exchange exchange) {
    UUID id = exchange.pathId("restaurantId");
    return exchange.api(ApiRequest.get("/api/restaurants/" + id), Restaurant.class);
  }

  /** Where it is in the API. */
  String address() {
    return "/api/restaurants/" + UUID.fromString(restaurantId);
  }

  /** Where it is in this portal. */
  String page() {
    return "/restaurant/restaurants/" + UUID.fromString(restaurantId);
  }

  /** A request that is refused when the restaurant is not as the form has seen it. */
  static ApiRequest ifUnchanged(ApiRequest request, Exchange exchange) {
    String version = exchange.form("version").filter(each -> each.matches("\\d{1,18}")).orElse("0");
    return request.header("If-Match", "\"" + version + "\"");
  }

  Optional<MenuItem> item(UUID itemId) {
    return menu.stream().filter(each -> each.itemId().value().equals(itemId)).findFirst();
  }

  /** The menu by heading, in its order. */
  public Map<String, List<MenuItem>> byCategory() {
    Map<String, List<MenuItem>> categories = new LinkedHashMap<>();
    menu.forEach(
        item -> categories.computeIfAbsent(item.category(), _ -> new ArrayList<>()).add(item));
    return categories;
  }
}
