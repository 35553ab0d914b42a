package dev.dizhtime.auth.model;

import java.util.Set;

/**
 * What someone wants to be called.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters, none of them a control character, one that
 *     ends a line or one that turns the direction of what stands around it
 */
public record DisplayName(String value) {
  /** The longest name. */
  public static final int MAX_LENGTH = 80;

  private static final Set<Byte> TURNS =
      Set.of(
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE);

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException when it is blank, too long or has such characters
   */
  public DisplayName {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("must have 1 to " + MAX_LENGTH + " characters");
    }
    if (value.codePoints().anyMatch(DisplayName::unprintable)) {
      throw new IllegalArgumentException("must not have control characters");
    }
  }

  /**
   * Takes a name as someone typed it.
   *
   * @throws IllegalArgumentException when it is no name
   */
  public static DisplayName of(String typed) {
    return new DisplayName(typed.strip());
  }

  private static boolean unprintable(int codePoint) {
    return Character.isISOControl(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
          // Those that join or part letters belong to names in some scripts.
          case Character.FORMAT -> TURNS.contains(Character.getDirectionality(codePoint));
          default -> false;
        };
  }

  @Override
  public String toString() {
    return value;
  }
}
