package dev.dizhtime.auth.model;

import java.util.Optional;

/**
 * What a new password must be like. Length is what counts; rules about kinds of characters make
 * people choose worse ones.
 */
public final class PasswordRules {
  /** Shorter ones can be guessed. */
  public static final int MIN_LENGTH = 10;

  /** Longer ones only cost us time. */
  public static final int MAX_LENGTH = 128;

  private static final int MIN_DIFFERENT = 4;

  private PasswordRules() {}

  /** What is wrong with it, as the end of a sentence; empty when it is good. */
  public static Optional<String> complaint(String password) {
    if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
      return Optional.of("must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
    }
    if (password.codePoints().distinct().count() < MIN_DIFFERENT) {
      return Optional.of("must have at least " + MIN_DIFFERENT + " different characters");
    }
    return Optional.empty();
  }
}
