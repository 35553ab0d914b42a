package dev.dizhtime.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document for other people's tools is what the code says, and whole. */
class AsyncApiTest {
  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    if (Committed.REGENERATE) {
      Committed.write(Committed.asyncApi(), AsyncApi.yaml());
    }
    document = AsyncApi.YAML.readTree(Committed.asyncApi().toFile());
  }

  @Test
  void isTheCommittedOne() throws IOException {
    assertThat(Files.readString(Committed.asyncApi()))
        .as("run ./mvnw test -pl shared/contracts -Ddizhtime.regenerate=true and commit")
        .isEqualTo(AsyncApi.yaml());
  }

  @Test
  void hasWhatEveryAsyncApiDocumentMustHave() {
    assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(document.path("info").path("title").asText()).isNotEmpty();
    assertThat(document.path("info").path("version").asText()).isNotEmpty();
    assertThat(names(document))
        .isSubsetOf(
            "asyncapi",
            "id",
            "info",
            "servers",
            "defaultContentType",
            "channels",
            "operations",
            "components");
    document
        .path("channels")
        .forEach(
            channel ->
                assertThat(names(channel))
                    .contains("address", "messages")
                    .isSubsetOf(
                        "address", "title", "summary", "description", "messages", "bindings"));
    document
        .path("components")
        .path("messages")
        .forEach(
            message ->
                assertThat(names(message))
                    .contains("name")
                    .isSubsetOf("name", "title", "contentType", "headers", "payload", "traits"));
  }

  @Test
  void hasAChannelForEachTopicAndEachGroupsDeadLetters() {
    assertThat(document.path("channels").findValuesAsText("address"))
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of(Topic.values()).map(each -> each.topicName("dizhtime.")),
                    Stream.of(ConsumerGroup.values())
                        .map(each -> each.deadLetterTopic("dizhtime.")))
                .toList());
  }

  @Test
  void hasEachMessageOnItsOneChannel() {
    List<String> onChannels = new ArrayList<>();
    document
        .path("channels")
        .forEach(channel -> onChannels.addAll(names(channel.path("messages"))));
    onChannels.removeIf("DeadLetter"::equals);

    assertThat(onChannels)
        .containsExactlyInAnyOrderElementsOf(
            Messages.ALL.stream().map(Class::getSimpleName).toList());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.findValuesAsText("$ref");

    assertThat(references).hasSizeGreaterThan(3 * Messages.ALL.size());
    assertThat(references)
        .allSatisfy(
            reference -> {
              if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
              } else {
                assertThat(Committed.asyncApi().resolveSibling(reference)).exists();
              }
            });
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
