package dev.dizhtime.local.images;

import dev.dizhtime.local.terminal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs other programs, one after the other.
 *
 * @param folder in which they run
 * @param log to which everything that they say is added
 */
record Steps(Path folder, Path log) {
  private static final long BOUND_MINUTES = 60;

  /**
   * Runs one; returns what it said, both streams.
   *
   * @param what for the sentence when it fails, e.g. "Building the images"
   * @param environment besides this process's own
   * @throws Refusal when it fails
   */
  String run(String what, Map<String, String> environment, List<String> command) {
    Process process = null;
    try {
      Path said = Files.createTempFile(log.getParent(), "step", ".log");
      try {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean ended = process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES);
        String text = Files.readString(said, StandardCharsets.UTF_8);
        keep(String.join(" ", command), text);
        if (!ended || process.exitValue() != 0) {
          throw new Refusal(failure(what, text));
        }
        return text.strip();
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new Refusal("%s failed: %s.".formatted(what, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(what + " was interrupted.", e);
    } finally {
      if (process != null) {
        process.destroy();
      }
    }
  }

  private String failure(String what, String said) {
    String last =
        said.lines().filter(each -> !each.isBlank()).reduce("it said nothing", (_, line) -> line);
    return "%s failed: %s (the whole story is in %s)".formatted(what, last.strip(), log);
  }

  private void keep(String command, String said) throws IOException {
    Files.writeString(
        log, "$ " + command + "\n" + said, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
