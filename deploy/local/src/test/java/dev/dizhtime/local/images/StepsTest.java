package dev.dizhtime.local.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.local.terminal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepsTest {
  @TempDir Path folder;
  private Steps steps;

  @BeforeEach
  void steps() {
    steps = new Steps(folder, folder.resolve("images.log"));
  }

  @Test
  void givesWhatAProgramSaidAndKeepsAllOfIt() throws Exception {
    var said =
        steps.run("Greeting", Map.of("NAME", "Ada"), List.of("sh", "-c", "echo hello $NAME"));
    assertThat(said).isEqualTo("hello Ada");
    steps.run("Again", Map.of(), List.of("echo", "more"));
    assertThat(Files.readString(steps.log())).contains("$ sh -c", "hello Ada", "$ echo more\nmore");
    assertThat(folder).isDirectoryContaining(path -> path.endsWith("images.log"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void saysInOneSentenceWhatFailedAndWhereTheStoryIs() {
    var failing = List.of("sh", "-c", "echo first; echo the registry refused >&2; exit 3");
    assertThatThrownBy(() -> steps.run("Pushing wallet", Map.of(), failing))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "Pushing wallet failed: the registry refused (the whole story is in %s)"
                .formatted(steps.log()));
  }

  @Test
  void saysThatAProgramIsNotThere() {
    assertThatThrownBy(() -> steps.run("Training", Map.of(), List.of("/none/such")))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("Training failed: ");
  }
}
