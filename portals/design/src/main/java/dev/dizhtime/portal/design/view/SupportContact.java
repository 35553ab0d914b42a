package dev.dizhtime.portal.design.view;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.util.regex.Pattern;

/**
 * Whom customers and drivers may ask; templates know it as {@code #support}.
 *
 * @param shown a mail address or a telephone number; null when there is none
 * @param link how a browser writes or calls there; null when there is none
 */
public record SupportContact(String shown, String link) {
  private static final String VARIABLE = "SUPPORT_CONTACT";
  private static final Pattern MAIL = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()/.-]{2,30}");

  /**
   * Reads {@code DIZHTIME_SUPPORT_CONTACT}, which may be absent.
   *
   * @throws ConfigException when it is neither a mail address nor a telephone number
   */
  public static SupportContact from(Env env) {
    return env.find(VARIABLE)
        .map(String::strip)
        .map(SupportContact::of)
        .orElse(new SupportContact(null, null));
  }

  /** Whether there is one. */
  public boolean given() {
    return shown != null;
  }

  private static SupportContact of(String text) {
    if (MAIL.matcher(text).matches()) {
      return new SupportContact(text, "mailto:" + text);
    }
    if (PHONE.matcher(text).matches()) {
      return new SupportContact(text, "tel:" + text.replaceAll("[^+0-9]", ""));
    }
    throw new ConfigException(
        Env.PREFIX + VARIABLE + " must be a mail address or a telephone number, not " + text);
  }
}
