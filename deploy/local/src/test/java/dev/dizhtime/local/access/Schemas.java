package dev.dizhtime.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The schemas of one document. */
record Schemas(JsonNode document) {
  /** What a reference points to, or the node itself. */
  JsonNode resolved(JsonNode node) {
    var reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
  }

  /** Properties of a value that its schema does not declare, or declares and misses. */
  List<String> strays(JsonNode value, JsonNode schema) {
    List<String> found = new ArrayList<>();
    strays("", value, schema, found);
    return found;
  }

  private void strays(String at, JsonNode value, JsonNode schema, List<String> found) {
    if (value.isArray()) {
      var items = resolved(schema).path("items");
      value.forEach(each -> strays(at + "[]", each, items, found));
    } else if (value.isObject()) {
      var declared = properties(schema);
      var others = resolved(schema).path("additionalProperties");
      if (declared.isEmpty()) {
        return;
      }
      value
          .properties()
          .forEach(
              each -> {
                var property = declared.get(each.getKey());
                var path = at + "." + each.getKey();
                if (property != null) {
                  strays(path, each.getValue(), property, found);
                } else if (others.isMissingNode() || others.isBoolean()) {
                  found.add(path + " is not declared");
                }
              });
      resolved(schema)
          .path("required")
          .forEach(
              name -> {
                if (!value.has(name.asText())) {
                  found.add(at + "." + name.asText() + " is required and missing");
                }
              });
    }
  }

  /** The declared properties, also those of what a schema is made of. */
  Map<String, JsonNode> properties(JsonNode schema) {
    var properties = new TreeMap<String, JsonNode>();
    var whole = resolved(schema);
    whole
        .path("properties")
        .properties()
        .forEach(each -> properties.put(each.getKey(), each.getValue()));
    for (String parts : List.of("allOf", "oneOf", "anyOf")) {
      whole.path(parts).forEach(part -> properties.putAll(properties(part)));
    }
    return properties;
  }

  /** Copies of a body, each with one property more than its schema declares, at every depth. */
  List<JsonNode> withOneMore(JsonNode body, JsonNode schema, List<String> extras) {
    List<JsonNode> variants = new ArrayList<>();
    objects("", body, schema)
        .forEach(
            (pointer, declared) ->
                extras.stream()
                    .filter(extra -> !declared.contains(extra))
                    .forEach(
                        extra -> {
                          var copy = body.deepCopy();
                          ((ObjectNode) copy.at(pointer)).put(extra, "admin");
                          variants.add(copy);
                        }));
    return variants;
  }

  /** Where a body has objects whose properties are declared, and which these are. */
  private Map<String, Set<String>> objects(String at, JsonNode body, JsonNode schema) {
    Map<String, Set<String>> found = new TreeMap<>();
    if (body.isArray()) {
      for (int i = 0; i < body.size(); i++) {
        found.putAll(objects(at + "/" + i, body.get(i), resolved(schema).path("items")));
      }
    } else if (body.isObject()) {
      var declared = properties(schema);
      if (!declared.isEmpty()) {
        found.put(at, declared.keySet());
      }
      declared.forEach(
          (name, property) -> {
            if (body.has(name)) {
              found.putAll(objects(at + "/" + name, body.get(name), property));
            }
          });
    }
    return found;
  }
}
