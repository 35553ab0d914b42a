package dev.dizhtime.local.city;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The demo city on paper: restaurants around one centre, and a menu for each cuisine. */
public final class Blueprint {
  /** All prices. */
  public static final String CURRENCY = "USD";

  static final String TIME_ZONE = "America/New_York";
  private static final String SEPARATOR = "\t";

  private Blueprint() {}

  /** Where something is, in degrees. */
  public record Point(double lat, double lon) {}

  /** A restaurant of the city; {@code sourceId} names it for ever. */
  public record Restaurant(
      String sourceId, String name, String cuisine, String address, Point point, String grade) {
    /** What both ways to make a restaurant have in common. */
    public Map<String, Object> json() {
      return Map.of(
          "name", name,
          "cuisine", cuisine,
          "place", Map.of("address", address, "location", point),
          "hygieneGrade", grade,
          "timeZone", TIME_ZONE,
          "currency", CURRENCY);
    }
  }

  /** All restaurants; the first is the one with an owner of its own. */
  public static List<Restaurant> restaurants() {
    return lines("restaurants.tsv").stream().map(Blueprint::restaurant).toList();
  }

  private static Restaurant restaurant(String[] columns) {
    var id = columns[0].toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    var point = new Point(Double.parseDouble(columns[3]), Double.parseDouble(columns[4]));
    return new Restaurant(id, columns[0], columns[1], columns[2], point, columns[5]);
  }

  /** The menu of a cuisine, as the API takes it. */
  public static List<Map<String, Object>> menu(String cuisine) {
    return lines("menus.tsv").stream()
        .filter(columns -> columns[0].equals(cuisine))
        .map(Blueprint::item)
        .toList();
  }

  private static Map<String, Object> item(String[] columns) {
    return Map.of(
        "category", columns[1],
        "name", columns[2],
        "price", money(Long.parseLong(columns[3])),
        "description", columns[4],
        "available", true);
  }

  /** An amount as the API takes it. */
  public static Map<String, Object> money(long amountMinor) {
    return Map.of("amountMinor", amountMinor, "currency", CURRENCY);
  }

  /** A place as the API takes it. */
  public static Map<String, Object> place(String address, Point point) {
    return Map.of("address", address, "location", point);
  }

  private static List<String[]> lines(String file) {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Blueprint.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(SEPARATOR))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
