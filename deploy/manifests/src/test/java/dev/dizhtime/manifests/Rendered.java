package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The objects that an overlay, or a base with some components, makes.
 *
 * @param text the same, as kustomize writes it
 */
record Rendered(String name, String text, List<JsonNode> objects) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Rendered> KNOWN = new ConcurrentHashMap<>();

  /** Variations, each in its folder. */
  static final Path COMPONENTS = Tools.ROOT.resolve("kustomize/components");

  /** What is deployed. */
  static final List<String> OVERLAYS = List.of("local", "staging", "production");

  /** Combinations of components on the base that no overlay is, and that must go together. */
  private static final List<List<String>> COMBINATIONS =
      List.of(
          List.of(),
          List.of("single-node"),
          List.of("mailpit"),
          List.of("payment-sandbox"),
          List.of("autoscaling"),
          List.of("tls"),
          List.of("tls", "load-balancer"),
          List.of("monitoring"),
          List.of("backups"),
          List.of("external-secrets"),
          List.of("external-data"),
          List.of("autoscaling", "tls", "monitoring", "external-secrets", "external-data"),
          List.of("mailpit", "monitoring", "external-data"),
          List.of("payment-sandbox", "autoscaling", "monitoring", "external-data"),
          List.of("single-node", "mailpit", "payment-sandbox", "tls"),
          List.of("single-node", "backups"),
          List.of("backups", "restore"),
          List.of("autoscaling", "backups", "restore", "monitoring"),
          List.of("autoscaling", "tls", "backups", "monitoring", "external-secrets", "mailpit"));

  /** All overlays, all combinations, and the servers of sight. */
  static Stream<Rendered> all() {
    return Stream.concat(platforms(), sights());
  }

  /** All of the platform. */
  static Stream<Rendered> platforms() {
    return Stream.concat(
        OVERLAYS.stream().map(Rendered::overlay), COMBINATIONS.stream().map(Rendered::baseWith));
  }

  /** The servers of sight, as each overlay has them. */
  static Stream<Rendered> sights() {
    return OVERLAYS.stream().map(Rendered::sight);
  }

  static Rendered overlay(String name) {
    return KNOWN.computeIfAbsent(name, _ -> render(name, folder(name)));
  }

  private static Path folder(String overlay) {
    return Tools.ROOT.resolve("kustomize/overlays").resolve(overlay);
  }

  /** The servers of sight beside an overlay; those that all have, where it says nothing of them. */
  static Rendered sight(String overlay) {
    var own = folder(overlay).resolve("observability");
    return Files.exists(own)
        ? KNOWN.computeIfAbsent("observability of " + overlay, name -> render(name, own))
        : observability();
  }

  static Rendered observability() {
    return KNOWN.computeIfAbsent(
        "observability", name -> render(name, Tools.ROOT.resolve("observability")));
  }

  /** A database beside the one that runs, which is applied by itself. */
  static Rendered copy() {
    return KNOWN.computeIfAbsent("copy", name -> render(name, COMPONENTS.resolve("restore/copy")));
  }

  /** The base with these components, in this order. */
  static Rendered baseWith(List<String> components) {
    var name = "base with " + components;
    return KNOWN.computeIfAbsent(name, _ -> render(name, Combined.of(components)));
  }

  /** One database that is made anew from its backup, as the component's page says. */
  static Rendered restoring(String database) {
    var name = "base that restores " + database;
    return KNOWN.computeIfAbsent(name, _ -> render(name, Combined.restoring(database)));
  }

  private static Rendered render(String name, Path folder) {
    var text = text(name, folder);
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return new Rendered(name, text, documents.readAll());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static String text(String name, Path folder) {
    var command = new ArrayList<>(Tools.kustomize());
    command.add(folder.toString());
    var ended = Tools.run(command);
    if (ended.status() != 0) {
      throw new AssertionError(name + " does not render: " + ended.err());
    }
    return ended.out();
  }

  /** The objects of a kind. */
  List<JsonNode> of(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
  }

  /** The pods that Deployments, DaemonSets, StatefulSets and CronJobs make. */
  List<Pods> pods() {
    return objects.stream()
        .filter(
            object ->
                List.of("Deployment", "DaemonSet", "StatefulSet", "CronJob")
                    .contains(object.path("kind").asText()))
        .map(Pods::of)
        .toList();
  }

  /** The pods of that name. */
  Pods pods(String name) {
    return pods().stream().filter(pods -> pods.name().equals(name)).findFirst().orElseThrow();
  }

  /** What the containers' environment is, as far as it is not secret. */
  Map<String, String> variables(Pods pods) {
    Map<String, String> variables = new HashMap<>();
    for (var container : pods.containers()) {
      for (var from : container.path("envFrom")) {
        variables.putAll(data(from.at("/configMapRef/name").asText()));
      }
      for (var variable : container.path("env")) {
        variables.put(variable.path("name").asText(), variable.path("value").asText());
      }
    }
    return variables;
  }

  private Map<String, String> data(String map) {
    var found =
        of("ConfigMap").stream()
            .filter(each -> each.at("/metadata/name").asText().equals(map))
            .toList();
    assertThat(found).as("ConfigMap " + map).hasSize(1);
    return texts(found.getFirst().path("data"));
  }

  /** Where an object is from, for messages. */
  static String title(JsonNode object) {
    return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
  }

  /** Labels, or any object whose values are text. */
  static Map<String, String> texts(JsonNode node) {
    return node.propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }

  /** The elements of an array, none when there is none. */
  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return name;
  }
}
