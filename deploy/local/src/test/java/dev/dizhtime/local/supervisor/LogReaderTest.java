package dev.dizhtime.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
  @TempDir Path directory;

  @Test
  void showsWholeLinesOfOneService() throws Exception {
    var log = directory.resolve("platform.log");
    Files.writeString(
        log, "{\"service\":\"order\",\"message\":\"ä\"}\n{\"service\":\"auth\"}\nhalf");
    var out = new ByteArrayOutputStream();
    new LogReader(List.of(log), line -> line.contains("order"))
        .copy(new PrintStream(out, false, StandardCharsets.UTF_8), false);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("{\"service\":\"order\",\"message\":\"ä\"}");
  }

  @Test
  void cutsALogThatHasGrownTooLongAndKeepsWhatItHeld() throws Exception {
    var log = directory.resolve("platform.log");
    try (var file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(LogFiles.MAX_BYTES + 1);
    }
    LogFiles.bound(directory);
    assertThat(log).isEmptyFile();
    assertThat(directory.resolve("platform.log.1")).hasSize(LogFiles.MAX_BYTES + 1);
  }
}
