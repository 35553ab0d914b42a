package dev.dizhtime.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message's schema stands in the repository, and has only ever been added to. */
class MessageSchemasTest {
  private static final String HOW =
      "run ./mvnw test -pl shared/contracts -Ddizhtime.regenerate=true and commit what it writes";

  static List<Class<? extends Message>> messages() {
    return Messages.ALL;
  }

  /** What breaks readers is not written either: it wants a new version of the type. */
  @BeforeAll
  static void regenerate() throws IOException {
    if (Committed.REGENERATE) {
      for (Class<? extends Message> message : Messages.ALL) {
        var file = Committed.schema(Messages.typeOf(message));
        if (!Files.exists(file) || breaks(message).isEmpty()) {
          Committed.write(file, text(message));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theSchemaIsTheCommittedOne(Class<? extends Message> message) throws IOException {
    var file = Committed.schema(Messages.typeOf(message));

    assertThat(file).as(HOW).exists();
    assertThat(Files.readString(file)).as(HOW).isEqualTo(text(message));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theSchemaOnlyAddsToTheCommittedOne(Class<? extends Message> message) throws IOException {
    assertThat(breaks(message))
        .as("a change that breaks readers of %s; make a new version", Messages.typeOf(message))
        .isEmpty();
  }

  @Test
  void noTypeThatWasOncePublishedHasGone() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(Committed.schemas())) {
      assertThat(files.map(each -> each.getFileName().toString().replaceFirst("\\.json$", "")))
          .containsExactlyInAnyOrderElementsOf(
              Messages.ALL.stream().map(Messages::typeOf).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theKafkaKeyIsNoPartOfThePayload(Class<? extends Message> message) {
    assertThat(Schemas.of(message).path("properties").has("key")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void timesAndIdsSayWhatTheyAre(Class<? extends Message> message) {
    Schemas.of(message)
        .path("properties")
        .properties()
        .forEach(
            field -> {
              if (field.getKey().matches("at|.*At")) {
                assertIs(field.getValue(), "date-time");
              } else if (field.getKey().endsWith("Id")) {
                assertIs(field.getValue(), "uuid");
              }
            });
  }

  private static void assertIs(JsonNode schema, String format) {
    assertThat(schema.path("type").asText()).isEqualTo("string");
    assertThat(schema.path("format").asText()).isEqualTo(format);
  }

  private static List<String> breaks(Class<? extends Message> message) throws IOException {
    JsonNode committed =
        Committed.JSON.readTree(Committed.schema(Messages.typeOf(message)).toFile());
    return Compatibility.breaks(committed, Schemas.of(message));
  }

  private static String text(Class<? extends Message> message) throws IOException {
    return Committed.JSON.writeValueAsString(Schemas.of(message)) + "\n";
  }
}
