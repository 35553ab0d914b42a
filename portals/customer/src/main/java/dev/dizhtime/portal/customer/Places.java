package dev.dizhtime.portal.customer;

import dev.dizhtime.contracts.GeoPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Where people look around when they do not say where they are.
 *
 * @param all by name
 */
record Places(List<Named> all) {
  private static final String FILE = "places.properties";

  /**
   * A part of the city.
   *
   * @param key in the address of the page
   * @param name a proper name, the same in every language
   */
  record Named(String key, String name, GeoPoint location) {}

  /** Reads {@code places.properties}: key = latitude, longitude, name. */
  static Places read() {
    Properties lines = new Properties();
    try (InputStream in = Places.class.getResourceAsStream(FILE)) {
      lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Named> all = new ArrayList<>();
    lines.forEach((key, value) -> all.add(parse(key.toString(), value.toString().split(",", 3))));
    all.sort(Comparator.comparing(Named::name));
    return new Places(List.copyOf(all));
  }

  Optional<Named> find(String key) {
    return all.stream().filter(each -> each.key.equals(key)).findFirst();
  }

  private static Named parse(String key, String[] parts) {
    var location =
        new GeoPoint(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
    return new Named(key, parts[2].strip(), location);
  }
}
