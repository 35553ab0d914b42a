package dev.dizhtime.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes text the same that people take for the same: case, accents and apostrophes aside. It is
 * done here, and not by the cluster's analysis, so that it is the same on every cluster.
 */
final class Fold {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´]");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Fold() {}

  /** E.g. {@code Café Renée's} becomes {@code cafe renees}. */
  static String fold(String text) {
    String plain = APOSTROPHES.matcher(text).replaceAll("");
    String decomposed = Normalizer.normalize(plain, Normalizer.Form.NFKD);
    String unmarked = MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    return SPACES.matcher(unmarked).replaceAll(" ").strip();
  }
}
