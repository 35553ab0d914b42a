package dev.dizhtime.restaurant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bodies that the tests send. */
final class Requests {
  private Requests() {}

  static Map<String, Object> restaurant(String name) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("cuisine", "Pizza");
    body.put("place", place(40.7, -73.9));
    body.put("timeZone", "America/New_York");
    body.put("currency", "USD");
    return body;
  }

  static Map<String, Object> place(double lat, double lon) {
    return Map.of("address", "1 Main St", "location", Map.of("lat", lat, "lon", lon));
  }

  static Map<String, Object> item(String name, long amountMinor) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("name", name);
    item.put("description", "fresh");
    item.put("category", "Mains");
    item.put("price", Map.of("amountMinor", amountMinor, "currency", "USD"));
    item.put("available", true);
    return item;
  }

  static Map<String, Object> menu(List<Map<String, Object>> items) {
    return Map.of("items", items);
  }

  static Map<String, Object> imported(String sourceId, String name) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("sourceId", sourceId);
    entry.put("name", name);
    entry.put("cuisine", "Bakery");
    entry.put("place", place(40.8, -73.8));
    return entry;
  }

  static Map<String, Object> imports(List<?> restaurants) {
    return Map.of("source", "test", "restaurants", restaurants);
  }

  static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(body);
    if (value == null) {
      changed.remove(field);
    } else {
      changed.put(field, value);
    }
    return changed;
  }
}
