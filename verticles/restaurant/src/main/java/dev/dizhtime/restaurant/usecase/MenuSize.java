package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.contracts.restaurant.MenuItem;
import dev.dizhtime.restaurant.model.Refusal;
import dev.dizhtime.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How large a menu may be as a whole. Each change of a restaurant tells all of it, in one record
 * that a broker takes up to 1 MiB of; and the last changes wait in one document.
 */
public final class MenuSize {
  /** The most bytes of a menu as JSON in UTF-8, with the ids of its items. */
  public static final int MAX_BYTES = 512 * 1024;

  private MenuSize() {}

  /** What is said of a menu that is too large. */
  static Optional<Refusal.Unacceptable> exceeded(List<MenuItem> menu) {
    int bytes = Json.write(menu).getBytes(StandardCharsets.UTF_8).length;
    return bytes <= MAX_BYTES
        ? Optional.empty()
        : Optional.of(
            new Refusal.Unacceptable(
                "items", "must be at most " + MAX_BYTES + " bytes as JSON, not " + bytes));
  }
}
