package dev.dizhtime.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Has the system write to the disk each second what is in its memory for a folder's file system.
 * Left alone, Linux keeps it for half a minute and then writes hundreds of megabytes at once, for
 * which all commits wait. Hosts of databases are told otherwise ({@code
 * vm.dirty_background_bytes}); a measurement has no business changing that of the machine it runs
 * on.
 */
final class WriteBack implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration END_BOUND = Duration.ofSeconds(10);

  /** Ends with its input, so also when the measurement is killed. */
  private static final String LOOP = "while read -r _; do sync -f \"$0\"; done";

  private final Process process;
  private final Thread ticking;

  private WriteBack(Process process) {
    this.process = process;
    this.ticking = Thread.ofVirtual().name("write-back").start(this::tick);
  }

  /** Begins. */
  static WriteBack of(Path folder) throws IOException {
    return new WriteBack(
        new ProcessBuilder("sh", "-c", LOOP, folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  private void tick() {
    try (OutputStream ticks = process.getOutputStream()) {
      while (true) {
        ticks.write('\n');
        ticks.flush();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException | IOException _) {
      // It is over.
    }
  }

  @Override
  public void close() {
    ticking.interrupt();
    try {
      ticking.join();
      if (!process.waitFor(END_BOUND.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
