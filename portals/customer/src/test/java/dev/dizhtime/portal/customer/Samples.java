package dev.dizhtime.portal.customer;

import dev.dizhtime.portal.design.testing.CannedApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the platform answers: one restaurant, one order, one wallet. */
final class Samples {
  static final String PIZZERIA = "00000000-0000-7000-8000-0000000000d1";
  static final String PIZZA = "00000000-0000-7000-8000-0000000000d2";
  static final String ORDER = "00000000-0000-7000-8000-0000000000d3";
  static final Map<String, Object> PLACE =
      Map.of("address", "1 Main St", "location", Map.of("lat", 40.7, "lon", -73.9));

  private Samples() {}

  static Map<String, Object> money(long minor) {
    return Map.of("amountMinor", minor, "currency", "USD");
  }

  static Map<String, Object> result() {
    return Map.of(
        "restaurantId",
        PIZZERIA,
        "name",
        "Mario's <i>",
        "cuisine",
        "Pizza",
        "place",
        PLACE,
        "hygieneGrade",
        "A",
        "open",
        true,
        "distanceMeters",
        1_234.5,
        "score",
        1.0,
        "matchedItems",
        List.of("Margherita"));
  }

  static Map<String, Object> restaurant() {
    return Map.of(
        "restaurantId",
        PIZZERIA,
        "name",
        "Mario's",
        "cuisine",
        "Pizza",
        "place",
        PLACE,
        "currency",
        "USD",
        "timeZone",
        "America/New_York",
        "open",
        true,
        "menu",
        List.of(item(PIZZA, "Margherita", true), item(ORDER, "Calzone", false)));
  }

  static Map<String, Object> item(String id, String name, boolean available) {
    Map<String, Object> item = new HashMap<>();
    item.put("itemId", id);
    item.put("name", name);
    item.put("description", "Tomato & basil");
    item.put("category", "Pizze");
    item.put("price", money(1_250));
    item.put("available", available);
    item.put("stock", 3);
    item.put(
        "options",
        List.of(
            group(
                "size",
                "Size",
                1,
                1,
                List.of(option("small", "Small", 0), option("large", "Large", 300))),
            group("extras", "Extras", 0, 2, List.of(option("olives", "Olives", 50)))));
    return item;
  }

  static Map<String, Object> group(
      String id, String name, int min, int max, List<Map<String, Object>> options) {
    return Map.of("groupId", id, "name", name, "min", min, "max", max, "options", options);
  }

  static Map<String, Object> option(String id, String name, long minor) {
    return Map.of("optionId", id, "name", name, "price", money(minor), "available", true);
  }

  static List<Map<String, Object>> lines() {
    return List.of(
        Map.of("itemId", PIZZA, "name", "Margherita", "unitPrice", money(1_250), "quantity", 2));
  }

  static Map<String, Object> quote() {
    return Map.of(
        "quoteId",
        ORDER,
        "quote",
        "signed-quote",
        "restaurantId",
        PIZZERIA,
        "restaurantName",
        "Mario's",
        "lines",
        lines(),
        "charges",
        Map.of(
            "items", money(2_500),
            "delivery", money(199),
            "tax", money(150),
            "tip", money(150),
            "smallOrderFee", money(100),
            "discount", money(200),
            "total", money(2_999)),
        "expiresAt",
        "2026-01-01T12:15:00Z");
  }

  static Map<String, Object> order(String state) {
    return Map.of(
        "orderId",
        ORDER,
        "state",
        state,
        "customerId",
        CannedApi.USER_ID,
        "restaurantId",
        PIZZERIA,
        "restaurantName",
        "Mario's",
        "lines",
        lines(),
        "total",
        money(2_999),
        "dropoff",
        PLACE,
        "placedAt",
        "2026-01-01T12:00:00Z");
  }

  static Map<String, Object> timeline() {
    return Map.of(
        "steps",
        List.of(
            Map.of("name", "placed", "state", "PLACED", "at", "2026-01-01T12:00:00Z"),
            Map.of("name", "reserve funds", "state", "PLACED", "at", "2026-01-01T12:00:01Z")));
  }

  static Map<String, Object> wallet() {
    return Map.of(
        "accounts",
        List.of(
            Map.of(
                "accountId",
                ORDER,
                "kind",
                "CUSTOMER",
                "currency",
                "USD",
                "postedMinor",
                6_000,
                "pendingMinor",
                1_000,
                "availableMinor",
                5_000)));
  }
}
