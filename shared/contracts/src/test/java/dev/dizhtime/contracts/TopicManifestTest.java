package dev.dizhtime.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The topics on Kubernetes are the topics in code. */
class TopicManifestTest {
  private static final Path MANIFEST =
      Path.of(System.getProperty("dizhtime.root"), "kustomize/base/kafka/topics.yaml");

  /** What a topic is, wherever it is declared. */
  private record Declared(int partitions, String cleanup, long retentionMillis) {}

  @Test
  void theManifestDeclaresTheTopicsOfTheCodeAndNoOthers() throws IOException {
    assertThat(inManifest()).isEqualTo(inCode());
  }

  private static Map<String, Declared> inCode() {
    Map<String, Declared> topics = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      String cleanup = topic.compacted() ? "compact" : "delete";
      topics.put(
          topic.topicName(Topic.DEFAULT_PREFIX),
          new Declared(topic.partitions(), cleanup, topic.retentionMillis()));
    }
    for (ConsumerGroup group : ConsumerGroup.values()) {
      topics.put(
          group.deadLetterTopic(Topic.DEFAULT_PREFIX),
          new Declared(
              ConsumerGroup.DEAD_LETTER_PARTITIONS,
              "delete",
              ConsumerGroup.DEAD_LETTER_RETENTION_MILLIS));
    }
    return topics;
  }

  private static Map<String, Declared> inManifest() throws IOException {
    Map<String, Declared> topics = new TreeMap<>();
    YAMLMapper yaml = new YAMLMapper();
    try (var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(MANIFEST.toFile())) {
      while (documents.hasNext()) {
        JsonNode topic = documents.next();
        JsonNode config = topic.at("/spec/config");
        topics.put(
            topic.at("/metadata/name").asText(),
            new Declared(
                topic.at("/spec/partitions").asInt(),
                config.path("cleanup.policy").asText(),
                config.path("retention.ms").asLong()));
      }
    }
    return topics;
  }
}
