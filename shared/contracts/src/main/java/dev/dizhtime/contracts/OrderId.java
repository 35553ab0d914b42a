package dev.dizhtime.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies an order. */
public record OrderId(@JsonValue UUID value) {
  public OrderId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is not a UUID
   */
  @JsonCreator
  public static OrderId of(String text) {
    return new OrderId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
