package dev.dizhtime.gateway.routing;

import dev.dizhtime.runtime.config.ConfigException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The policy of an entry in the routes file. */
final class PolicyEntry {
  private static final int DEFAULT_MAX_AGE_SECONDS = 600;

  record Rate(int requests, int seconds, String by) {}

  record CorsEntry(
      List<String> origins, boolean credentials, List<String> headers, Integer maxAgeSeconds) {}

  private PolicyEntry() {}

  static RoutePolicy policy(String where, RoutesFile.Entry entry, CorsEntry usualCors) {
    boolean required = "required".equals(entry.token());
    if (!required && !"optional".equals(entry.token())) {
      throw new ConfigException(
          where + ".token must be required or optional, not '" + entry.token() + "'");
    }
    try {
      return new RoutePolicy(
          required,
          rates(where, entry),
          cors(where, entry.cors() == null ? usualCors : entry.cors()),
          Objects.requireNonNullElse(entry.maxBodyBytes(), 0L),
          Objects.requireNonNullElse(entry.responseTimeoutMillis(), 0),
          Objects.requireNonNullElse(entry.compressed(), true),
          Objects.requireNonNullElse(entry.httpsOnly(), false));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(where + ": " + e.getMessage());
    }
  }

  private static List<RateRule> rates(String where, RoutesFile.Entry entry) {
    if (entry.rates() == null) {
      return entry.rate() == null ? List.of() : List.of(rate(where + ".rate", entry.rate()));
    }
    if (entry.rate() != null) {
      throw new ConfigException(where + ".rates goes without .rate");
    }
    return entry.rates().stream().map(rate -> rate(where + ".rates", rate)).toList();
  }

  private static RateRule rate(String where, Rate rate) {
    if (rate == null) {
      throw new ConfigException(where + " is empty");
    }
    RateRule.By by;
    try {
      by = RateRule.By.valueOf(String.valueOf(rate.by()).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new ConfigException(where + ": by must be principal, address or route");
    }
    try {
      return new RateRule(rate.requests(), rate.seconds(), by);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(where + ": " + e.getMessage());
    }
  }

  private static Cors cors(String where, CorsEntry entry) {
    if (entry == null) {
      return null;
    }
    try {
      return new Cors(
          Set.copyOf(Objects.requireNonNullElse(entry.origins(), List.of())),
          entry.credentials(),
          Objects.requireNonNullElse(entry.headers(), Cors.USUAL_HEADERS),
          Objects.requireNonNullElse(entry.maxAgeSeconds(), DEFAULT_MAX_AGE_SECONDS));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(where + ".cors: " + e.getMessage());
    }
  }
}
