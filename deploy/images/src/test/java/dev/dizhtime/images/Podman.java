package dev.dizhtime.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs podman; a command that fails is an {@link AssertionError} with what it said. */
final class Podman {
  /** Longer than train.sh itself waits for a start and an end. */
  private static final int BOUND_SECONDS = 240;

  /** For what podman says: a build that is killed leaves it where the next clean one finds it. */
  private static final Path TARGET = Path.of("target");

  private Podman() {}

  /** What podman printed, both streams, without the last line's end. */
  static String podman(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("podman"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** What a command printed, both streams, without the last line's end. */
  static String run(List<String> command) throws IOException {
    Path said = Files.createTempFile(TARGET, "podman", ".txt");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end in " + BOUND_SECONDS + " s");
      }
      String text = Files.readString(said).strip();
      if (process.exitValue() != 0) {
        throw new AssertionError(command + " ended with " + process.exitValue() + ": " + text);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command + " was interrupted", e);
    } finally {
      Files.delete(said);
    }
  }
}
