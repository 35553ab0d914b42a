package dev.dizhtime.contracts.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a schema breaks of an earlier one of the same version. Allowed are new fields that may be
 * absent and new constants (readers first); anything else wants a new version of the type.
 */
final class Compatibility {
  private final List<String> breaks = new ArrayList<>();

  private Compatibility() {}

  /** A sentence for each break; none when the later schema only adds. */
  static List<String> breaks(JsonNode earlier, JsonNode later) {
    var comparison = new Compatibility();
    comparison.compare("payload", earlier, later);
    return comparison.breaks;
  }

  private void compare(String path, JsonNode earlier, JsonNode later) {
    for (String keyword : List.of("type", "format", "const", "pattern")) {
      if (!earlier.path(keyword).equals(later.path(keyword))) {
        breaks.add(
            "%s: %s was %s, is %s"
                .formatted(path, keyword, earlier.path(keyword), later.path(keyword)));
      }
    }
    for (JsonNode constant : earlier.path("enum")) {
      if (!contains(later.path("enum"), constant)) {
        breaks.add("%s: the constant %s is gone".formatted(path, constant));
      }
    }
    compareFields(path, earlier, later);
    if (earlier.has("items")) {
      compare(path + "[]", earlier.path("items"), later.path("items"));
    }
  }

  private void compareFields(String path, JsonNode earlier, JsonNode later) {
    for (Map.Entry<String, JsonNode> field : earlier.path("properties").properties()) {
      String at = path + "." + field.getKey();
      JsonNode now = later.path("properties").path(field.getKey());
      if (now.isMissingNode()) {
        breaks.add(at + ": is gone");
      } else {
        compare(at, field.getValue(), now);
      }
    }
    for (JsonNode field : later.path("required")) {
      if (!contains(earlier.path("required"), field)) {
        breaks.add("%s.%s: is required now".formatted(path, field.asText()));
      }
    }
    for (JsonNode field : earlier.path("required")) {
      if (!contains(later.path("required"), field)) {
        breaks.add("%s.%s: may be absent now".formatted(path, field.asText()));
      }
    }
  }

  private static boolean contains(JsonNode list, JsonNode wanted) {
    for (JsonNode each : list) {
      if (each.equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
