package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Makes the schemas from the operators' own definitions; {@code schemas.sh} runs it, the build does
 * not. What a schema demands is kept, what it tells (descriptions, defaults) is not; a field that
 * it does not name is forbidden, unless it says that unknown ones are kept.
 */
class ReleasedSchemas {
  private static final Path RELEASES = Tools.ROOT.resolve("deploy/manifests/target/releases");
  private static final Path MADE =
      Tools.ROOT.resolve("deploy/manifests/src/test/resources/dev/dizhtime/manifests/schemas");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Demands on one value, which are the same words in Kubernetes and in JSON Schema. */
  private static final Set<String> DEMANDS =
      Set.of(
          "enum",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "maximum",
          "maxItems",
          "maxLength",
          "maxProperties",
          "minimum",
          "minItems",
          "minLength",
          "minProperties",
          "multipleOf",
          "pattern",
          "required",
          "type",
          "uniqueItems");

  @Test
  void areMadeFromWhatTheOperatorsRelease() throws IOException {
    for (var source : CustomResources.sources()) {
      var made = reduced(released(source), source.kind());
      Files.writeString(MADE.resolve(source.kind() + ".json"), made + "\n");
    }
  }

  private static JsonNode released(CustomResources.Source source) throws IOException {
    var file = RELEASES.resolve(Path.of(source.file()).getFileName());
    List<JsonNode> definitions = new ArrayList<>();
    try (var read = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      read.forEachRemaining(definitions::add);
    }
    definitions.removeIf(each -> !each.at("/spec/names/kind").asText().equals(source.kind()));
    assertThat(definitions).as(source.kind()).hasSize(1);
    return definitions.getFirst();
  }

  /** One schema for each version that is served, by {@code apiVersion}. */
  private static ObjectNode reduced(JsonNode definition, String kind) {
    var all = NODES.objectNode();
    for (var version : definition.at("/spec/versions")) {
      if (version.path("served").asBoolean()) {
        var api = definition.at("/spec/group").asText() + "/" + version.path("name").asText();
        var schema = structural(version.at("/schema/openAPIV3Schema"));
        var properties = (ObjectNode) schema.get("properties");
        properties.remove("status");
        properties.set("apiVersion", NODES.objectNode().put("const", api));
        properties.set("kind", NODES.objectNode().put("const", kind));
        properties.set("metadata", metadata());
        var required = new LinkedHashSet<>(List.of("apiVersion", "kind", "metadata"));
        schema.path("required").forEach(name -> required.add(name.asText()));
        var names = schema.putArray("required");
        required.forEach(names::add);
        all.set(api + " " + kind, schema);
      }
    }
    return all;
  }

  /** A field's schema, where what is not named is forbidden. */
  private static ObjectNode structural(JsonNode from) {
    var to = demands(from);
    boolean open = from.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    if (from.has("properties")) {
      var properties = to.putObject("properties");
      from.get("properties")
          .properties()
          .forEach(each -> properties.set(each.getKey(), structural(each.getValue())));
    }
    if (from.path("additionalProperties").isObject()) {
      to.set("additionalProperties", structural(from.get("additionalProperties")));
    } else if (from.path("type").asText().equals("object") && !open) {
      to.put("additionalProperties", from.path("additionalProperties").asBoolean());
    }
    if (from.has("items")) {
      to.set("items", structural(from.get("items")));
    }
    if (from.path("x-kubernetes-int-or-string").asBoolean()) {
      to.putArray("type").add("integer").add("string");
    }
    if (from.path("nullable").asBoolean() && to.has("type")) {
      to.set("type", NODES.arrayNode().add(to.get("type")).add("null"));
    }
    return to;
  }

  /** What is demanded of a value, also by alternatives, which name fields but do not allow any. */
  private static ObjectNode demands(JsonNode from) {
    var to = NODES.objectNode();
    from.properties()
        .forEach(
            each -> {
              if (DEMANDS.contains(each.getKey())) {
                to.set(each.getKey(), each.getValue().deepCopy());
              }
            });
    for (var junction : List.of("allOf", "anyOf", "oneOf")) {
      from.path(junction).forEach(each -> to.withArray(junction).add(alternative(each)));
    }
    if (from.has("not")) {
      to.set("not", alternative(from.get("not")));
    }
    return to;
  }

  private static ObjectNode alternative(JsonNode from) {
    var to = demands(from);
    from.path("properties")
        .properties()
        .forEach(
            each -> to.withObject("/properties").set(each.getKey(), alternative(each.getValue())));
    if (from.has("items")) {
      to.set("items", alternative(from.get("items")));
    }
    return to;
  }

  /** Of the head of an object only what a manifest may say. */
  private static ObjectNode metadata() {
    var texts = NODES.objectNode().put("type", "object");
    texts.set("additionalProperties", NODES.objectNode().put("type", "string"));
    var to = NODES.objectNode().put("type", "object").put("additionalProperties", false);
    ArrayNode required = to.putArray("required");
    for (var name : List.of("name", "namespace")) {
      required.add(name);
      to.withObject("/properties").set(name, NODES.objectNode().put("type", "string"));
    }
    to.withObject("/properties").set("labels", texts);
    to.withObject("/properties").set("annotations", texts.deepCopy());
    return to;
  }
}
