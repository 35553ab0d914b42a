package dev.dizhtime.gateway.description;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Several OpenAPI documents as one. Components of the same name and content are shared; one of the
 * same name and another content is renamed after its service, and all that refers to it with it.
 */
final class MergedDescription {
  private static final String COMPONENTS = "#/components/";

  private final JsonObject paths = new JsonObject();
  private final JsonObject components = new JsonObject();
  private final Map<String, JsonObject> tags = new TreeMap<>();
  private final Set<String> unavailable = new LinkedHashSet<>();

  /** Adds a service's document; of two that describe one path, the first is kept. */
  void add(String service, JsonObject document) {
    JsonObject theirs = document.getJsonObject("components", new JsonObject());
    Map<String, String> renamed = renamed(service, theirs);
    for (String section : theirs.fieldNames()) {
      JsonObject into = section(section);
      JsonObject from = theirs.getJsonObject(section);
      for (String name : from.fieldNames()) {
        String reference = reference(section, name);
        String target = renamed.getOrDefault(reference, reference);
        into.put(
            target.substring(target.lastIndexOf('/') + 1), rewrite(from.getValue(name), renamed));
      }
    }
    JsonObject described = document.getJsonObject("paths", new JsonObject());
    for (String path : described.fieldNames()) {
      if (!paths.containsKey(path)) {
        JsonObject item = (JsonObject) rewrite(described.getJsonObject(path), renamed);
        item.forEach(operation -> tagged(operation.getValue(), service));
        paths.put(path, item);
      }
    }
    JsonArray theirTags = document.getJsonArray("tags", new JsonArray());
    for (int i = 0; i < theirTags.size(); i++) {
      JsonObject tag = theirTags.getJsonObject(i);
      tags.putIfAbsent(tag.getString("name"), tag);
    }
  }

  /** Notes that a service's document could not be read. */
  void unavailable(String service) {
    unavailable.add(service);
  }

  /** The one document. */
  JsonObject document() {
    JsonArray allTags = new JsonArray();
    tags.values().forEach(allTags::add);
    JsonArray missing = new JsonArray();
    unavailable.forEach(missing::add);
    return new JsonObject()
        .put("openapi", "3.1.0")
        .put(
            "info",
            new JsonObject()
                .put("title", "DizhTime")
                .put("version", "1.0.0")
                .put("description", "The whole platform, as seen through the gateway."))
        .put("servers", new JsonArray().add(new JsonObject().put("url", "/")))
        .put("tags", allTags)
        .put("paths", paths)
        .put("components", components)
        .put("x-unavailable", missing);
  }

  /**
   * Which of a document's components need another name: those that differ from what is there, and
   * so on for those that refer to them, until nothing changes.
   */
  private Map<String, String> renamed(String service, JsonObject theirs) {
    Map<String, String> renamed = new TreeMap<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (String section : theirs.fieldNames()) {
        JsonObject from = theirs.getJsonObject(section);
        for (String name : from.fieldNames()) {
          String reference = reference(section, name);
          Object ours = section(section).getValue(name);
          if (ours != null
              && !renamed.containsKey(reference)
              && !ours.equals(rewrite(from.getValue(name), renamed))) {
            renamed.put(reference, reference(section, service + "." + name));
            changed = true;
          }
        }
      }
    }
    return renamed;
  }

  private JsonObject section(String name) {
    if (!components.containsKey(name)) {
      components.put(name, new JsonObject());
    }
    return components.getJsonObject(name);
  }

  private static String reference(String section, String name) {
    return COMPONENTS + section + "/" + name;
  }

  /** A copy in which what was renamed is called by its new name. */
  private static Object rewrite(Object value, Map<String, String> renamed) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject copy = new JsonObject();
        for (String key : object.fieldNames()) {
          Object member = object.getValue(key);
          copy.put(
              key,
              key.equals("$ref") && member instanceof String target
                  ? renamed.getOrDefault(target, target)
                  : rewrite(member, renamed));
        }
        yield copy;
      }
      case JsonArray array -> {
        JsonArray copy = new JsonArray();
        for (int i = 0; i < array.size(); i++) {
          copy.add(rewrite(array.getValue(i), renamed));
        }
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }

  private static void tagged(Object operation, String service) {
    if (operation instanceof JsonObject described
        && described.containsKey("responses")
        && !described.containsKey("tags")) {
      described.put("tags", new JsonArray().add(service));
    }
  }
}
