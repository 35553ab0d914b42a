package dev.dizhtime.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server in a process of its own, which stops when its standard input ends. */
public final class ChildProcess {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int LAST_LOG_LINES = 8;
  private static final int LAST_LOG_BYTES = 8_192;
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /** Background jobs have no input, hence descriptor 3. */
  private static final String FRONT =
      """
      signal=$1
      shift
      exec 3<&0
      "$@" 3<&- </dev/null & server=$!
      { while read -r _ <&3; do :; done; kill "-$signal" "$server"; } 2>/dev/null & watch=$!
      wait "$server"; code=$?
      kill "$watch" 2>/dev/null
      exit "$code"
      """;

  private final String name;
  private final Process process;
  private final Path logFile;

  private ChildProcess(String name, Process process, Path logFile) {
    this.name = name;
    this.process = process;
    this.logFile = logFile;
  }

  /**
   * For a program that does not end with its input: a shell stands before it, and sends it {@code
   * signal} when the input ends, with us or at our wish.
   */
  public static List<String> endingWithItsInput(String signal, List<String> command) {
    return Stream.concat(
            Stream.of("/bin/sh", "-c", FRONT, command.getFirst(), signal), command.stream())
        .toList();
  }

  /** Starts {@code command} in {@code directory} and remembers it there. */
  public static ChildProcess start(
      String name, List<String> command, Path directory, Path logFile) {
    try {
      Files.createDirectories(logFile.getParent());
      var process =
          new ProcessBuilder(inOwnSession(command))
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
              .start();
      Leftover.record(directory, process.toHandle());
      return new ChildProcess(name, process, logFile);
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "%s cannot start: its process could not be made (%s).".formatted(name, e.getMessage()),
          e);
    }
  }

  /** Ctrl-C at the terminal is for the parent alone, which stops its servers last. */
  private static List<String> inOwnSession(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    return Stream.concat(Stream.of(SETSID.toString()), command.stream()).toList();
  }

  /** Waits until {@code ready}; throws when the child dies or {@code bound} passes first. */
  public void awaitReady(BooleanSupplier ready, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!ready.getAsBoolean()) {
      if (ended(POLL)) {
        throw new EmbeddedServerException(
            "%s ended while it was starting (exit code %d). The end of its log %s:%n%s"
                .formatted(name, process.exitValue(), logFile, lastLogLines()));
      }
      if (System.nanoTime() > deadline) {
        stop(Duration.ZERO);
        throw new EmbeddedServerException(
            "%s did not answer within %d seconds. The end of its log %s:%n%s"
                .formatted(name, bound.toSeconds(), logFile, lastLogLines()));
      }
    }
  }

  /** Asks the child to stop, waits for at most {@code grace}, then ends it and its children. */
  public void stop(Duration grace) {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // The pipe is broken because the child has already ended.
    }
    if (!ended(grace)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  private boolean ended(Duration bound) {
    try {
      return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new EmbeddedServerException("Interrupted while waiting for " + name + ".", e);
    }
  }

  private String lastLogLines() {
    try (var file = Files.newByteChannel(logFile)) {
      file.position(Math.max(0, file.size() - LAST_LOG_BYTES));
      var bytes = java.nio.channels.Channels.newInputStream(file).readAllBytes();
      var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LAST_LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(the log cannot be read: " + e.getMessage() + ")";
    }
  }
}
