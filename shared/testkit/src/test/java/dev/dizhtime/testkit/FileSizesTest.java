package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSizesTest {
  @Test
  void noJavaFileOfTheProjectTellsSeveralStories() throws Exception {
    assertThat(FileSizes.tooLong(ProjectRoot.find())).isEmpty();
  }

  @Test
  void findsAFileThatIsTooLong(@TempDir Path root) throws Exception {
    Files.writeString(root.resolve("Fits.java"), "\n".repeat(FileSizes.MAXIMUM_LINES));
    Files.writeString(root.resolve("Long.java"), "\n".repeat(FileSizes.MAXIMUM_LINES + 1));
    Files.createDirectories(root.resolve("target"));
    Files.writeString(root.resolve("target/Made.java"), "\n".repeat(1_000));
    assertThat(FileSizes.tooLong(root)).containsOnlyKeys(Path.of("Long.java"));
  }
}
