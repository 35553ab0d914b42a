package dev.dizhtime.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies an item on a restaurant's menu. */
public record MenuItemId(@JsonValue UUID value) {
  public MenuItemId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is not a UUID
   */
  @JsonCreator
  public static MenuItemId of(String text) {
    return new MenuItemId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
