package dev.dizhtime.auth.breached;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where the service that knows breached passwords is. */
final class RangeAddress {
  private static final String NAME = "BREACHED_PASSWORDS_URL";

  /** This machine, and names that only the own cluster knows. */
  private static final Pattern INSIDE =
      Pattern.compile("127\\.0\\.0\\.1|[a-z][a-z0-9-]*(\\.[a-z0-9-]+\\.svc(\\.cluster\\.local)?)?");

  private RangeAddress() {}

  /**
   * Empty when none is named.
   *
   * @throws ConfigException when it is no address that may be asked
   */
  static Optional<URI> from(Env env) {
    if (env.find(NAME).isEmpty()) {
      return Optional.empty();
    }
    URI address = env.uri(NAME);
    if (!isSafe(address)) {
      throw new ConfigException(
          "DIZHTIME_BREACHED_PASSWORDS_URL must be https, or http inside of the cluster");
    }
    boolean bare = address.getRawUserInfo() == null && address.getRawFragment() == null;
    if (!bare || address.getRawQuery() != null || !address.getRawPath().endsWith("/")) {
      throw new ConfigException(
          "DIZHTIME_BREACHED_PASSWORDS_URL must end with the / that the digits come after");
    }
    return Optional.of(address);
  }

  private static boolean isSafe(URI address) {
    String host = address.getHost();
    return host != null
        && ("https".equals(address.getScheme())
            || "http".equals(address.getScheme()) && INSIDE.matcher(host).matches());
  }
}
