package dev.dizhtime.local.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.json.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * One line of the file.
 *
 * @param number from 1
 * @param row as the platform's import takes it
 */
record RestaurantLine(long number, Map<String, Object> row) {
  /** A longer line is no restaurant. */
  static final int MAX_LENGTH = 16_384;

  private static final int MAX_CUISINE = 60;
  private static final String TIME_ZONE = "America/New_York";
  private static final String CURRENCY = "USD";

  /** Why a line is no restaurant; the message is for the report. */
  static final class BadLine extends Exception {
    private static final long serialVersionUID = 1L;

    BadLine(String reason) {
      super(reason);
    }
  }

  static RestaurantLine parse(long number, String text) throws BadLine {
    if (text.length() > MAX_LENGTH) {
      throw new BadLine("longer than " + MAX_LENGTH + " characters");
    }
    var json = json(text);
    Map<String, Object> row = new HashMap<>();
    row.put("sourceId", text(json, "id"));
    row.put("name", text(json, "name"));
    row.put("cuisine", cuisine(text(json, "cuisine")));
    row.put("place", Map.of("address", address(json), "location", location(json)));
    row.put("timeZone", TIME_ZONE);
    row.put("currency", CURRENCY);
    var grade = json.path("hygieneGrade").asText("");
    if (!grade.isBlank()) {
      row.put("hygieneGrade", grade);
    }
    return new RestaurantLine(number, row);
  }

  private static JsonNode json(String text) throws BadLine {
    try {
      var json = Json.TOLERANT.readTree(text);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException _) {
      // Said below.
    }
    throw new BadLine("not a JSON object");
  }

  private static String text(JsonNode json, String field) throws BadLine {
    var text = json.path(field).isTextual() ? json.path(field).asText().strip() : "";
    if (text.isEmpty()) {
      throw new BadLine(field + " is missing");
    }
    return text;
  }

  /** "Latin (Cuban, Dominican, …)" is longer than the platform takes, and no more telling. */
  private static String cuisine(String name) {
    int explanation = name.indexOf(" (");
    return name.length() > MAX_CUISINE && explanation > 0 ? name.substring(0, explanation) : name;
  }

  private static Map<String, Double> location(JsonNode json) throws BadLine {
    return Map.of("lat", degrees(json, "lat", 90), "lon", degrees(json, "lon", 180));
  }

  private static double degrees(JsonNode json, String field, int limit) throws BadLine {
    var node = json.path(field);
    if (!node.isNumber()) {
      throw new BadLine(field + " is missing or not a number");
    }
    if (Math.abs(node.asDouble()) > limit) {
      throw new BadLine(field + " is not from -" + limit + " to " + limit);
    }
    return node.asDouble();
  }

  private static String address(JsonNode json) {
    var street = (json.path("building").asText("") + " " + json.path("street").asText("")).strip();
    var city = (json.path("borough").asText("") + " " + json.path("zipcode").asText("")).strip();
    var address = (street + ", " + city).replaceAll("\\s+", " ").replaceAll("^, |, $", "");
    return address.isEmpty() ? "New York, NY" : address;
  }
}
