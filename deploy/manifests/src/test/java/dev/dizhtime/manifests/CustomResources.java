package dev.dizhtime.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The schemas of the operators' objects, which the operators released. */
final class CustomResources {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setDraft(Draft.DRAFT202012)
          .setBaseUri("https://dizhtime.dev/")
          .setOutputFormat(OutputFormat.Basic);

  private static final Map<String, Validator> SCHEMAS = new HashMap<>();

  static {
    for (var source : sources()) {
      var all = new JsonObject(text(source.kind() + ".json"));
      for (var type : all.fieldNames()) {
        SCHEMAS.put(type, Validator.create(JsonSchema.of(all.getJsonObject(type)), OPTIONS));
      }
    }
  }

  private CustomResources() {}

  /** Where a schema is from: the file of a module at a version. */
  record Source(String operator, String module, String licence, String file, String kind) {
    /** The version without its {@code v}. */
    String version() {
      return module.substring(module.indexOf("@v") + 2);
    }
  }

  /** All that sources.txt names. */
  static List<Source> sources() {
    return text("sources.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .map(words -> new Source(words[0], words[1], words[2], words[3], words[4]))
        .toList();
  }

  /** Whether there is a schema for an {@code apiVersion} and kind. */
  static boolean knows(String type) {
    return SCHEMAS.containsKey(type);
  }

  /** What is wrong with an object; null when nothing is. */
  static String wrong(String type, JsonNode object) {
    var told = SCHEMAS.get(type).validate(new JsonObject(object.toString()));
    if (told.getValid()) {
      return null;
    }
    return Optional.ofNullable(told.getErrors()).orElse(List.of()).stream()
        .map(CustomResources::said)
        .collect(Collectors.joining("; ", "refused: ", ""));
  }

  private static String said(OutputUnit unit) {
    return unit.getInstanceLocation() + " " + unit.getError();
  }

  private static String text(String name) {
    try (var in = CustomResources.class.getResourceAsStream("schemas/" + name)) {
      return in == null ? "{}" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
