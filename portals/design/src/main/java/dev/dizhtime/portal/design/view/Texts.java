package dev.dizhtime.portal.design.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/**
 * The words of a portal: the design system's, then its own, in each language. A key that has no
 * words is shown as its last part, so that a state which is newer than this portal can still be
 * read.
 */
public final class Texts extends AbstractMessageResolver {
  /** The languages; the first is for everybody whose own is not among them. */
  public static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.GERMAN);

  /** The design system's own words. */
  public static final String DESIGN = "dev/dizhtime/portal/design/messages";

  private final Map<Locale, Map<String, String>> words = new HashMap<>();

  /**
   * Reads words.
   *
   * @param bundles names on the class path, without language and {@code .properties}; a later one
   *     wins
   * @throws UncheckedIOException when one is not there in some language
   */
  public Texts(List<String> bundles, Sources sources) {
    for (Locale locale : LOCALES) {
      Map<String, String> all = new HashMap<>();
      bundles.forEach(bundle -> all.putAll(read(bundle, locale, sources)));
      words.put(locale, Map.copyOf(all));
    }
  }

  /** The words for a key. */
  public String text(Locale locale, String key, Object... parameters) {
    String pattern = words.getOrDefault(locale, words.get(LOCALES.getFirst())).get(key);
    if (pattern == null) {
      return readable(key);
    }
    return parameters == null || parameters.length == 0
        ? pattern
        : new MessageFormat(pattern, locale).format(parameters);
  }

  /** Whether there are words for a key. */
  public boolean has(Locale locale, String key) {
    return words.getOrDefault(locale, Map.of()).containsKey(key);
  }

  @Override
  public String resolveMessage(
      ITemplateContext context, Class<?> origin, String key, Object[] parameters) {
    return text(context.getLocale(), key, parameters);
  }

  @Override
  public String createAbsentMessageRepresentation(
      ITemplateContext context, Class<?> origin, String key, Object[] parameters) {
    return readable(key);
  }

  private static String readable(String key) {
    return key.substring(key.lastIndexOf('.') + 1).replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> read(String bundle, Locale locale, Sources sources) {
    String suffix = locale.equals(LOCALES.getFirst()) ? "" : "_" + locale.getLanguage();
    try (InputStream in = sources.open(bundle + suffix + ".properties")) {
      Properties properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      Map<String, String> read = new HashMap<>();
      properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
