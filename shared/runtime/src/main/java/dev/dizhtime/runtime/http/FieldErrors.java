package dev.dizhtime.runtime.http;

import io.vertx.json.schema.OutputUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a JSON Schema found wrong, as one sentence for each field at fault. */
final class FieldErrors {
  /** More than these are not told; mending the first ones usually mends the rest. */
  static final int MAX_FIELDS = 10;

  private FieldErrors() {}

  /** Fields and what is wrong with them; of nested ones only the innermost, which tells most. */
  static Map<String, String> of(OutputUnit result) {
    List<OutputUnit> units = result.getErrors() == null ? List.of(result) : result.getErrors();
    Map<String, String> errors = new LinkedHashMap<>();
    for (OutputUnit unit : units) {
      String error = unit.getError();
      if (error != null) {
        String field = Fields.of(unit.getInstanceLocation(), error);
        errors.merge(field, readable(error), FieldErrors::moreTelling);
      }
    }
    Map<String, String> innermost = new LinkedHashMap<>();
    errors.forEach(
        (field, error) -> {
          boolean outer = errors.keySet().stream().anyMatch(other -> isInside(other, field));
          if (!outer && innermost.size() < MAX_FIELDS) {
            innermost.put(field, error);
          }
        });
    return innermost;
  }

  private static boolean isInside(String inner, String outer) {
    if (outer.equals("body")) {
      return !inner.equals("body");
    }
    return inner.startsWith(outer + ".") || inner.startsWith(outer + "[");
  }

  private static String moreTelling(String known, String next) {
    return known.contains("does not match") ? next : known;
  }

  private static String readable(String error) {
    if (error.contains("required property")) {
      return "is missing";
    }
    if (error.contains("additional properties") || error.contains("unevaluated properties")) {
      return "is not a field that is known here";
    }
    return error.startsWith("Property ")
        ? "does not match what the API description asks for"
        : error.replace("Instance", "the value").replace("instance", "the value");
  }
}
