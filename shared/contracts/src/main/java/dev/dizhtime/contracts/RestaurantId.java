package dev.dizhtime.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a restaurant. */
public record RestaurantId(@JsonValue UUID value) {
  public RestaurantId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is not a UUID
   */
  @JsonCreator
  public static RestaurantId of(String text) {
    return new RestaurantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
