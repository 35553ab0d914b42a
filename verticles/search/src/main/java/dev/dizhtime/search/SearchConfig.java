package dev.dizhtime.search;

import dev.dizhtime.runtime.config.ConfigException;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.config.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How the service is set up.
 *
 * @param elasticsearch scheme, host and port of {@code DIZHTIME_ELASTICSEARCH_URL}, without
 *     credentials
 * @param credentials user:password from the same URL, if it has them
 * @param indexPrefix {@code DIZHTIME_INDEX_PREFIX}, what the names of our indexes begin with
 */
public record SearchConfig(
    URI elasticsearch, Optional<Credentials> credentials, String indexPrefix) {
  /** Who we are to Elasticsearch. */
  public record Credentials(String user, Secret password) {}

  /**
   * Reads it.
   *
   * @throws ConfigException when the URL is absent or no http URL, or the prefix can't begin a name
   */
  public static SearchConfig from(Env env) {
    URI url = env.uri("ELASTICSEARCH_URL");
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new ConfigException("DIZHTIME_ELASTICSEARCH_URL must be an http or https URL");
    }
    String prefix = env.text("INDEX_PREFIX", "dizhtime-");
    if (!prefix.matches("[a-z0-9][a-z0-9._-]{0,60}")) {
      throw new ConfigException(
          "DIZHTIME_INDEX_PREFIX must be of lower-case letters, digits and ._-, not '"
              + prefix
              + "'");
    }
    return new SearchConfig(withoutCredentials(url), credentials(url), prefix);
  }

  private static URI withoutCredentials(URI url) {
    int port = url.getPort() == -1 ? ("https".equals(url.getScheme()) ? 443 : 9200) : url.getPort();
    return URI.create(url.getScheme() + "://" + url.getHost() + ":" + port);
  }

  private static Optional<Credentials> credentials(URI url) {
    String raw = url.getRawUserInfo();
    if (raw == null || !raw.contains(":")) {
      return Optional.empty();
    }
    int colon = raw.indexOf(':');
    return Optional.of(
        new Credentials(
            decode(raw.substring(0, colon)), new Secret(decode(raw.substring(colon + 1)))));
  }

  /** A plus is a plus in this part of a URL. */
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
