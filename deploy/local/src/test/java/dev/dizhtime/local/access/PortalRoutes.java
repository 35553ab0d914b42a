package dev.dizhtime.local.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dizhtime.testkit.ProjectRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The portals' routes with ids: as {@code portals.yaml} declares them, and as they are written. */
final class PortalRoutes {
  static final String FILE =
      "deploy/local/src/test/resources/dev/dizhtime/local/access/portals.yaml";

  private static final Pattern BOUND =
      Pattern.compile("\\.(page|memberPage|action|memberAction|stream)\\(\\s*([^,;]+?),");

  private static final Pattern NAMED = Pattern.compile("String (\\w+) = (\"[^\"]*\");");

  private PortalRoutes() {}

  /**
   * Who may use a route with which of A's things.
   *
   * @param open whether there is nothing to hide behind it
   * @param reads "open" when its page may be seen by all, and only its form is for those who may
   * @param with what stands for a star
   */
  record Guard(
      boolean open,
      String reads,
      String of,
      Set<String> may,
      List<String> with,
      Map<String, String> form) {
    Guard {
      may = may == null ? Set.of() : may;
      with = with == null ? List.of("") : with;
      form = form == null ? Map.of() : form;
    }
  }

  /** By portal and path. */
  static Map<String, Map<String, Guard>> declared() {
    try (InputStream in = PortalRoutes.class.getResourceAsStream("portals.yaml")) {
      return new YAMLMapper().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths with ids that a portal's verticle binds, each with whether GET and POST are. */
  static Map<String, Set<String>> bound(String portal) {
    var name = portal.substring(0, 1).toUpperCase(Locale.ROOT) + portal.substring(1);
    var file =
        "portals/%s/src/main/java/dev/dizhtime/portal/%s/%sVerticle.java"
            .formatted(portal, portal, name);
    try {
      return bound(Files.readString(ProjectRoot.find().resolve(file)), new TreeMap<>());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Set<String>> bound(String source, Map<String, Set<String>> found) {
    Map<String, String> names = new HashMap<>();
    NAMED.matcher(source).results().forEach(each -> names.put(each.group(1), each.group(2)));
    BOUND
        .matcher(source)
        .results()
        .forEach(
            each -> {
              var path = path(each.group(2), names);
              if (path.contains(":")) {
                found
                    .computeIfAbsent(path, _ -> new TreeSet<>())
                    .add(
                        each.group(1).toLowerCase(Locale.ROOT).endsWith("action") ? "POST" : "GET");
              }
            });
    return found;
  }

  /** Of {@code one + "/menu/" + step} what {@code one} is named for, with a star for the rest. */
  private static String path(String expression, Map<String, String> names) {
    var path = new StringBuilder();
    for (String part : expression.split("\\+")) {
      var text = names.getOrDefault(part.strip(), part.strip());
      path.append(text.startsWith("\"") ? text.substring(1, text.length() - 1) : "*");
    }
    return path.toString();
  }
}
