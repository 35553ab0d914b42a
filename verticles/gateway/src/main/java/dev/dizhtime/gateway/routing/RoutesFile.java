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

/**
 * The routes file:
 *
 * <pre>
 * routes:
 *   - { prefix: /api/orders, upstream: "http://order:8080", token: required }
 * </pre>
 *
 * <p>{@code token} is {@code required} (no request passes without one) or {@code optional} (one
 * that comes is checked). {@code service} may name the upstream in the API description; without it,
 * it is called after the last element of its prefix.
 */
public final class RoutesFile {
  /** Routes in a file at most. */
  public static final int MAX_ROUTES = 1_000;

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private record Document(List<Entry> routes) {}

  private record Entry(String prefix, String upstream, String token, String service) {}

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
    Set<String> prefixes = new HashSet<>();
    for (int i = 0; i < document.routes().size(); i++) {
      Route route = route("routes[" + i + "]", document.routes().get(i));
      if (!prefixes.add(route.prefix())) {
        throw new ConfigException("routes[" + i + "].prefix " + route.prefix() + " is there twice");
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

  private static Route route(String where, Entry entry) {
    if (entry == null) {
      throw new ConfigException(where + " is empty");
    }
    String prefix = entry.prefix();
    if (!PathForm.normal(prefix) || prefix.length() > 1 && prefix.endsWith("/")) {
      throw new ConfigException(
          where + ".prefix must be a path like /api/orders, not '" + prefix + "'");
    }
    boolean required = "required".equals(entry.token());
    if (!required && !"optional".equals(entry.token())) {
      throw new ConfigException(
          where + ".token must be required or optional, not '" + entry.token() + "'");
    }
    String name = entry.service() == null ? lastElement(prefix) : entry.service();
    return new Route(prefix, name, upstream(where, entry.upstream()), required);
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
        where + ".upstream must be an address like http://order:8080, not '" + text + "'");
  }
}
