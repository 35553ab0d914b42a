package dev.dizhtime.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a quote; an order is placed from it at most once. */
public record QuoteId(@JsonValue UUID value) {
  public QuoteId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is not a UUID
   */
  @JsonCreator
  public static QuoteId of(String text) {
    return new QuoteId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
