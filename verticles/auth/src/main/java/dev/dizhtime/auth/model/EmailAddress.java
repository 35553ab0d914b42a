package dev.dizhtime.auth.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form that we store and compare: trimmed, in lower case.
 *
 * @param value at most {@value #MAX_LENGTH} characters
 */
public record EmailAddress(String value) {
  /** The longest address that SMTP can carry (RFC 5321). */
  public static final int MAX_LENGTH = 254;

  private static final Pattern FORM =
      Pattern.compile("[^\\s@\\p{Cntrl}<>\"(),:;\\\\\\[\\]]{1,64}@[\\p{L}\\p{N}.-]+");

  /**
   * Checks that it is in the stored form.
   *
   * @throws IllegalArgumentException when it is not
   */
  public EmailAddress {
    boolean good =
        value.length() <= MAX_LENGTH
            && FORM.matcher(value).matches()
            && !value.contains("..")
            && !value.endsWith(".")
            && !value.contains("@.")
            && value.equals(value.toLowerCase(Locale.ROOT));
    if (!good) {
      throw new IllegalArgumentException("must be an e-mail address");
    }
  }

  /**
   * Takes an address as someone typed it.
   *
   * @throws IllegalArgumentException when it is no address
   */
  public static EmailAddress of(String typed) {
    return new EmailAddress(typed.strip().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return value;
  }
}
