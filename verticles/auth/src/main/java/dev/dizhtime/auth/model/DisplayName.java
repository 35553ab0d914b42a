package dev.dizhtime.auth.model;

/**
 * What someone wants to be called.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters, none of them a control character
 */
public record DisplayName(String value) {
  /** The longest name. */
  public static final int MAX_LENGTH = 80;

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException when it is blank, too long or has control characters
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
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  @Override
  public String toString() {
    return value;
  }
}
