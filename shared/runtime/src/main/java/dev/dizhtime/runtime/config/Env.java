package dev.dizhtime.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The only door to the environment. A service's configuration records are read from it once, at
 * start, so that a wrong value stops the start with one sentence that names the variable.
 *
 * <p>Names are given without their prefix: {@code text("HTTP_HOST")} reads {@code
 * DIZHTIME_HTTP_HOST}. An empty variable counts as absent.
 */
public final class Env {
  /** What every variable of ours begins with. */
  public static final String PREFIX = "DIZHTIME_";

  private final Function<String, String> source;

  private Env(Function<String, String> source) {
    this.source = source;
  }

  /** The environment of this process. */
  public static Env system() {
    return new Env(System::getenv);
  }

  /** The given variables, under their whole names, and no others. */
  public static Env of(Map<String, String> variables) {
    return new Env(Map.copyOf(variables)::get);
  }

  /** The variable's text, if it is there. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(source.apply(PREFIX + name)).filter(value -> !value.isBlank());
  }

  /**
   * The variable's text.
   *
   * @throws ConfigException when it is absent
   */
  public String text(String name) {
    return find(name).orElseThrow(() -> new ConfigException(PREFIX + name + " is not set"));
  }

  /** The variable's text, or {@code fallback} when it is absent. */
  public String text(String name, String fallback) {
    return find(name).orElse(fallback);
  }

  /**
   * A whole number.
   *
   * @throws ConfigException when it is no number or not from {@code min} to {@code max}
   */
  public int integer(String name, int fallback, int min, int max) {
    return (int) longInteger(name, fallback, min, max);
  }

  /**
   * A whole number, for what may exceed an int.
   *
   * @throws ConfigException when it is no number or not from {@code min} to {@code max}
   */
  public long longInteger(String name, long fallback, long min, long max) {
    Optional<String> text = find(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      long value = Long.parseLong(text.get().strip());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Said below, in the same words as a number out of range.
    }
    throw wrong(name, "a whole number from " + min + " to " + max, text.get());
  }

  /**
   * A share of a whole, from 0 to 1.
   *
   * @throws ConfigException when it is no such number
   */
  public double fraction(String name, double fallback) {
    Optional<String> text = find(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      double value = Double.parseDouble(text.get().strip());
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Said below, in the same words as a number out of range.
    }
    throw wrong(name, "a number from 0 to 1", text.get());
  }

  /**
   * An absolute URI.
   *
   * @throws ConfigException when it is absent or no absolute URI; the message never shows the
   *     value, which may hold a password
   */
  public URI uri(String name) {
    String text = text(name);
    try {
      URI uri = new URI(text);
      if (uri.isAbsolute() && !uri.isOpaque()) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw new ConfigException(PREFIX + name + " must be an absolute URI");
  }

  /**
   * A secret of {@code bytes} bytes in base64.
   *
   * @throws ConfigException when it is absent, no base64 or of another length
   */
  public Secret key(String name, int bytes) {
    String text = text(name);
    try {
      if (Base64.getDecoder().decode(text).length == bytes) {
        return new Secret(text);
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new ConfigException(PREFIX + name + " must be " + bytes + " bytes in base64");
  }

  /**
   * A secret text.
   *
   * @throws ConfigException when it is absent
   */
  public Secret secret(String name) {
    return new Secret(text(name));
  }

  private static ConfigException wrong(String name, String wanted, String value) {
    return new ConfigException(PREFIX + name + " must be " + wanted + ", not '" + value + "'");
  }
}
