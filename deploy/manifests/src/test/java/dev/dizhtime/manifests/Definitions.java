package dev.dizhtime.manifests;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dizhtime.testkit.apiserver.ApiClient;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The operators' own definitions of their objects, whole: with their rules in CEL, their defaults
 * and their formats. Those of Strimzi are made from its models, as Strimzi makes what it releases.
 */
final class Definitions {
  private static final Path RELEASED = Tools.ROOT.resolve("deploy/apiserver/target/crds");
  private static final String KIND = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String GENERATOR = "io.strimzi.crdgenerator.CrdGenerator";

  /** The arguments of Strimzi's own build. */
  private static final List<String> AS_STRIMZI_DOES =
      List.of(
          "--target-kube",
          "1.16+",
          "--crd-api-version",
          "v1",
          "--api-versions",
          "v1",
          "--storage-version",
          "v1",
          "--yaml");

  private static List<JsonNode> known;

  private Definitions() {}

  /** Makes them known to a server. */
  static void install(ApiClient client) throws IOException {
    for (var each : all()) {
      // Some are the templates of a chart, which puts its own name there.
      ((ObjectNode) each.path("metadata")).remove(List.of("labels", "annotations"));
      var answer = client.post(KIND, each);
      assertThat(answer.status()).as(answer.said()).isEqualTo(201);
    }
    for (var each : all()) {
      eventually(() -> assertThat(served(client, each)).isTrue());
    }
  }

  /** An object as text. */
  static JsonNode json(String text) throws IOException {
    return YAML.readTree(text);
  }

  private static synchronized List<JsonNode> all() throws IOException {
    if (known == null) {
      List<JsonNode> definitions = new ArrayList<>(ofStrimzi());
      for (var source : CustomResources.sources()) {
        read(RELEASED.resolve(Path.of(source.file()).getFileName())).stream()
            .filter(each -> each.at("/spec/names/kind").asText().equals(source.kind()))
            .forEach(definitions::add);
      }
      known = definitions;
    }
    return known;
  }

  private static List<JsonNode> read(Path file) throws IOException {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return documents.readAll();
    }
  }

  /** The generator is a program; its class is not open to others. */
  private static List<JsonNode> ofStrimzi() throws IOException {
    var made = Files.createDirectories(Tools.ROOT.resolve("deploy/manifests/target/strimzi"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), GENERATOR));
    command.addAll(AS_STRIMZI_DOES);
    var kinds = List.of(Kafka.class, KafkaNodePool.class, KafkaTopic.class, KafkaUser.class);
    kinds.forEach(
        kind -> command.add(kind.getName() + "=" + made.resolve(kind.getSimpleName() + ".yaml")));
    var ended = Tools.run(command);
    assertThat(ended.status()).as(ended.err()).isZero();
    List<JsonNode> definitions = new ArrayList<>();
    for (var kind : kinds) {
      definitions.addAll(read(made.resolve(kind.getSimpleName() + ".yaml")));
    }
    return definitions;
  }

  /** Whether the server knows the kind in each of its versions. */
  private static boolean served(ApiClient client, JsonNode definition) {
    var group = "/apis/" + definition.at("/spec/group").asText() + "/";
    var name = definition.at("/spec/names/plural").asText();
    return Rendered.each(definition.at("/spec/versions"))
        .filter(version -> version.path("served").asBoolean())
        .map(version -> client.get(group + version.path("name").asText()))
        .allMatch(
            list ->
                Rendered.each(list.body().path("resources"))
                    .anyMatch(each -> each.path("name").asText().equals(name)));
  }
}
