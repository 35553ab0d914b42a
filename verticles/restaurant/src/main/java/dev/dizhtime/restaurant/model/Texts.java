package dev.dizhtime.restaurant.model;

import java.util.Optional;

/** What a line of text for people may be. */
final class Texts {
  private Texts() {}

  /** Something on one line, at most {@code max} characters. */
  static Optional<Refusal.Unacceptable> line(String field, String text, int max) {
    if (text == null || text.isBlank()) {
      return Optional.of(new Refusal.Unacceptable(field, "is empty"));
    }
    return upTo(field, text, max);
  }

  /** At most {@code max} characters on one line; may be empty. */
  static Optional<Refusal.Unacceptable> upTo(String field, String text, int max) {
    if (text.length() > max) {
      return Optional.of(new Refusal.Unacceptable(field, "is longer than " + max + " characters"));
    }
    return text.chars().anyMatch(Character::isISOControl)
        ? Optional.of(new Refusal.Unacceptable(field, "contains control characters"))
        : Optional.empty();
  }
}
