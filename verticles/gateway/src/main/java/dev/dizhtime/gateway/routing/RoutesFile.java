package dev.dizhtime.gateway.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dizhtime.runtime.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The routes file:
 *
 * <pre>
 * routes:
 *   - { prefix: /api/orders, upstream: "http://order:8080", token: required }
 *   - { exact: /api/auth/login, host: api.example.org, upstreams: ["http://a:8080", "http://b:8080"],
 *       token: optional, rate: { requests: 20, seconds: 60, by: address } }
 * </pre>
 *
 * <p>A path is given as {@code prefix} (whole elements) or {@code exact}; {@code host} is a name or
 * {@code *.name}, and all hosts when it is absent; several {@code upstreams} share the requests.
 * {@code token} is {@code required} (no request passes without one) or {@code optional} (one that
 * comes is checked). {@code rate} or {@code rates}, {@code cors}, {@code maxBodyBytes}, {@code
 * responseTimeoutMillis}, {@code compressed} and {@code httpsOnly} are the rest of a route's
 * policy; a {@code cors} beside {@code routes} is for all routes without their own. {@code service}
 * may name the upstream in the API description; without it, it is called after the last element of
 * its prefix.
 */
public final class RoutesFile {
  /** Routes in a file at most. */
  public static final int MAX_ROUTES = 1_000;

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private record Document(PolicyEntry.CorsEntry cors, List<Entry> routes) {}

  record Entry(
      String host,
      String prefix,
      String exact,
      String upstream,
      List<String> upstreams,
      String token,
      String service,
      PolicyEntry.Rate rate,
      List<PolicyEntry.Rate> rates,
      PolicyEntry.CorsEntry cors,
      Long maxBodyBytes,
      Integer responseTimeoutMillis,
      Boolean compressed,
      Boolean httpsOnly) {}

  private static final Pattern HOST =
      Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private RoutesFile() {}

  /**
   * Reads the file.
   *
   * @throws ConfigException when it can't be read or says something that makes no sense, with one
   *     sentence that says which entry
   */
  public static Routes read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException("DIZHTIME_ROUTES_FILE: can't read " + file);
    }
    try {
      return parse(text);
    } catch (ConfigException e) {
      throw new ConfigException("DIZHTIME_ROUTES_FILE " + file + ": " + e.getMessage());
    }
  }

  static Routes parse(String text) {
    Document document;
    try {
      document = YAML.readValue(text, Document.class);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw new ConfigException(line + complaint(e));
    }
    if (document == null || document.routes() == null || document.routes().isEmpty()) {
      throw new ConfigException("there are no routes");
    }
    if (document.routes().size() > MAX_ROUTES) {
      throw new ConfigException("there are more than " + MAX_ROUTES + " routes");
    }
    List<Route> routes = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (int i = 0; i < document.routes().size(); i++) {
      Route route = route("routes[" + i + "]", document.routes().get(i), document.cors());
      if (!seen.add(List.of(route.host(), route.path(), route.match()))) {
        throw new ConfigException("routes[" + i + "]: " + route.path() + " is there twice");
      }
      routes.add(route);
    }
    return new Routes(routes);
  }

  private static String complaint(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          "there is no setting \"" + unknown.getPropertyName() + "\" here";
      case JsonMappingException _ -> "it does not have the form of a routes file";
      default -> e.getOriginalMessage().lines().findFirst().orElse("it is not YAML");
    };
  }

  private static Route route(String where, Entry entry, PolicyEntry.CorsEntry cors) {
    if (entry == null) {
      throw new ConfigException(where + " is empty");
    }
    PathMatch match = entry.exact() == null ? PathMatch.PREFIX : PathMatch.EXACT;
    String path = path(where, entry);
    String name = entry.service() == null ? lastElement(path) : entry.service();
    return new Route(
        host(where, entry.host()),
        path,
        match,
        name,
        endpoints(where, entry),
        PolicyEntry.policy(where, entry, cors));
  }

  private static String path(String where, Entry entry) {
    if ((entry.prefix() == null) == (entry.exact() == null)) {
      throw new ConfigException(where + ".prefix or .exact must be given, one of them");
    }
    String path = entry.exact() == null ? entry.prefix() : entry.exact();
    String field = entry.exact() == null ? ".prefix" : ".exact";
    if (!PathForm.normal(path)
        || entry.exact() == null && path.length() > 1 && path.endsWith("/")) {
      throw new ConfigException(
          where + field + " must be a path like /api/orders, not '" + path + "'");
    }
    return path;
  }

  private static String host(String where, String host) {
    if (host != null && !HOST.matcher(host).matches()) {
      throw new ConfigException(
          where + ".host must be a name like api.example.org or *.example.org, not '" + host + "'");
    }
    return host == null ? "" : host;
  }

  private static List<Endpoint> endpoints(String where, Entry entry) {
    if (entry.upstreams() == null) {
      return List.of(Endpoint.of(upstream(where + ".upstream", entry.upstream())));
    }
    if (entry.upstream() != null || entry.upstreams().isEmpty()) {
      throw new ConfigException(where + ".upstreams must be one or more, without .upstream");
    }
    return entry.upstreams().stream()
        .map(each -> Endpoint.of(upstream(where + ".upstreams", each)))
        .toList();
  }

  private static String lastElement(String prefix) {
    return prefix.substring(prefix.lastIndexOf('/') + 1);
  }

  private static URI upstream(String where, String text) {
    try {
      URI uri = new URI(String.valueOf(text));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawUserInfo() == null
              && (uri.getRawPath() == null || uri.getRawPath().isEmpty());
      if (web && bare && uri.getHost() != null && uri.getPort() <= 65_535) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw new ConfigException(
        where + " must be an address like http://order:8080, not '" + text + "'");
  }
}
