package dev.dizhtime.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The child process that a killed parent may have left behind. */
final class Leftover {
  private static final String FILE = "child.pid";

  private Leftover() {}

  /** Remembers {@code child}, by id and start time, since ids are used again. */
  static void record(Path directory, ProcessHandle child) {
    try {
      Files.writeString(directory.resolve(FILE), child.pid() + " " + startMillis(child));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the remembered child has ended by itself, then ends it by force. */
  static void stop(Path directory, Duration grace) {
    recorded(directory).ifPresent(child -> end(child, grace));
  }

  /** Waits until {@code process} has ended, then ends it by force. */
  static void end(ProcessHandle process, Duration grace) {
    try {
      process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while an earlier server was stopping.", e);
    }
  }

  private static Optional<ProcessHandle> recorded(Path directory) {
    try {
      var words = Files.readString(directory.resolve(FILE)).split(" ");
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(process -> startMillis(process) == Long.parseLong(words[1]));
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }
}
