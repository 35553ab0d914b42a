package dev.dizhtime.notification;

import java.util.regex.Pattern;

/**
 * Makes strangers' words harmless: what is left is one line of plain text, so it can neither end a
 * header and begin another, nor pretend to be a paragraph of ours.
 */
public final class PlainText {
  /**
   * Controls, line and paragraph separators, invisible format marks (also those that turn text).
   */
  private static final Pattern UNWANTED = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

  private static final Pattern SPACES = Pattern.compile("\\s{2,}");

  private PlainText() {}

  /** The text as one line of at most {@code max} characters; nothing for null. */
  public static String line(String text, int max) {
    if (text == null) {
      return "";
    }
    String clean = SPACES.matcher(UNWANTED.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
    if (clean.length() <= max) {
      return clean;
    }
    // Never between the two halves of one character.
    int end = Character.isHighSurrogate(clean.charAt(max - 2)) ? max - 2 : max - 1;
    return clean.substring(0, end) + "…";
  }
}
