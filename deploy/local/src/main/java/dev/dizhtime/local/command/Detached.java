package dev.dizhtime.local.command;

import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.terminal.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code up} in a session of its own, shows its progress, and returns when it is ready, which
 * the other process says by a file.
 */
record Detached(DataDirectory directory, PortPlan ports, boolean split, boolean empty) {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final String READY_FILE = "dizhtime.detached.ready";
  private static final String NAME = "dizhtime: ";
  private static final int POLL_MILLIS = 50;

  /** Throws {@link Refusal} when it ends before it is ready. */
  void run() {
    directory.prepare();
    var ready = directory.run().resolve("ready");
    var output = directory.run().resolve("up.out");
    try {
      Files.deleteIfExists(ready);
      var process =
          new ProcessBuilder(command(ready))
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      follow(process, output, ready);
    } catch (IOException e) {
      throw new Refusal("The platform could not be started: " + e.getMessage(), e);
    }
  }

  /** Whether this process is the other one. */
  static boolean child() {
    return System.getProperty(READY_FILE) != null;
  }

  /** Called by the other process. */
  static void announceReady() {
    var ready = System.getProperty(READY_FILE);
    if (ready != null) {
      DataDirectory.replace(Path.of(ready), Long.toString(ProcessHandle.current().pid()));
    }
  }

  private List<String> command(Path ready) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // This JVM's own flags: heap, archive of classes, properties.
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D" + READY_FILE + "=" + ready);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "dev.dizhtime.local.Main",
            "up",
            "--data",
            directory.root().toString(),
            "--port",
            Integer.toString(ports.gateway())));
    if (split) {
      command.add("--split");
    }
    if (empty) {
      command.add("--empty");
    }
    return command;
  }

  private static void follow(Process process, Path output, Path ready) throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(output), StandardCharsets.UTF_8))) {
      var last = "The platform ended while it was starting.";
      while (!Files.exists(ready)) {
        boolean ended = !process.isAlive();
        last = copy(in, last);
        if (ended) {
          throw new Refusal(process.exitValue(), last);
        }
        Thread.sleep(POLL_MILLIS);
      }
      copy(in, last);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted while the platform was starting.", e);
    }
  }

  /** Shows what has come since, but for the sentence why it ended, which it returns. */
  private static String copy(BufferedReader in, String lastSentence) throws IOException {
    var sentence = lastSentence;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith(NAME)) {
        sentence = line.substring(NAME.length());
      } else {
        System.err.println(line);
      }
    }
    return sentence;
  }
}
