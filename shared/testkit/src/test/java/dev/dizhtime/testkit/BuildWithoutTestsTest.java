package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A clean clone is first built without tests. A jar of tests that is then not made would be missed
 * by the modules that ask for it, and only there: a clone that was tested once still has it.
 */
class BuildWithoutTestsTest {
  private static final String MADE = "<goal>test-jar</goal>";
  private static final String MADE_ANYWAY = "<skip>false</skip>";

  @Test
  void jarsOfTestsAreMadeAlsoWhereTestsAreNot() throws IOException {
    List<Path> making = modules().filter(module -> says(module, MADE)).toList();

    assertThat(making).isNotEmpty().allMatch(module -> says(module, MADE_ANYWAY));
  }

  private static Stream<Path> modules() throws IOException {
    Path root = ProjectRoot.find();
    return Stream.of("shared", "verticles", "portals", "deploy")
        .map(root::resolve)
        .flatMap(BuildWithoutTestsTest::folders)
        .map(folder -> folder.resolve("pom.xml"))
        .filter(Files::exists);
  }

  private static Stream<Path> folders(Path parent) {
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean says(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
