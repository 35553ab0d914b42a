package dev.dizhtime.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionBuildTest {
  private static final String GOOD =
      """
      openapi: 3.1.0
      info: {title: Sample, version: "1"}
      paths:
        /things:
          get:
            operationId: listThings
            responses:
              "200":
                description: All.
                content:
                  text/csv:
                    schema: {$ref: "#/components/schemas/Things"}
      components:
        schemas:
          Things: {type: string, maxLength: 10}
      """;

  @TempDir Path folder;

  @Test
  void makesJsonOfEachThatSomebodyHasWritten() throws IOException {
    write("a/openapi.yaml", GOOD);
    write("a/b/openapi.yaml", GOOD.replace("Sample", "Other"));
    write("a/c/other.yaml", "not: ours");
    build();
    var made = Json.STRICT.readTree(folder.resolve("a/openapi.json").toFile());
    assertThat(made.at("/info/title").asText()).isEqualTo("Sample");
    assertThat(made.at("/paths/~1things/get").has("responses")).isTrue();
    assertThat(folder.resolve("a/b/openapi.json")).content().contains("Other");
    assertThat(folder.resolve("a/c")).isDirectoryNotContaining("glob:**.json");
  }

  @Test
  void refusesWhatIsNoDescriptionAndSaysWhere() throws IOException {
    write("openapi.yaml", GOOD.replace("description: All.", "summary: All."));
    refused("paths");
    write("openapi.yaml", GOOD.replace("schemas/Things", "schemas/Thing"));
    refused("Thing");
    write("openapi.yaml", GOOD.replace("3.1.0", "3.0.3"));
    refused("openapi: must be 3.1.x, not 3.0.3");
    assertThat(folder.resolve("openapi.json")).doesNotExist();
  }

  @Test
  void hasNothingToDoWithoutAFolder() {
    assertThatNoException()
        .isThrownBy(() -> DescriptionBuild.main(new String[] {folder.resolve("none").toString()}));
  }

  private void refused(String said) {
    assertThatIllegalArgumentException()
        .isThrownBy(this::build)
        .withMessageStartingWith(folder.toString())
        .withMessageContaining(said);
  }

  private void build() throws IOException {
    DescriptionBuild.main(new String[] {folder.toString()});
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
