package dev.dizhtime.local.supervisor;

import dev.dizhtime.local.platform.ServiceHost;
import dev.dizhtime.local.terminal.Refusal;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of ours that runs services; it lives as long as the pipe to its standard input. */
final class HostWorker implements Worker {
  private static final int STOP_SECONDS = 25;
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Process process;

  private HostWorker(Process process) {
    this.process = process;
  }

  /**
   * How a host is run.
   *
   * @param failureFile takes the sentence why a service could not start
   * @param scratch for libraries that are unpacked and files that are cached while it lives
   * @param javaOptions beside ours
   * @param archive of loaded classes, which makes the next start faster
   * @param writesArchive whether this host may write it; only one may
   */
  record Settings(
      Path log,
      Path failureFile,
      Path scratch,
      int heapMegabytes,
      List<String> javaOptions,
      Path archive,
      boolean writesArchive) {}

  /** Starts the process; services are started by {@link #send}. */
  static HostWorker start(Settings settings) {
    try {
      Files.deleteIfExists(settings.failureFile());
      var process =
          new ProcessBuilder(command(settings))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
              .start();
      return new HostWorker(process);
    } catch (IOException e) {
      throw new Refusal("The process for the services could not be made: " + e.getMessage(), e);
    }
  }

  private static List<String> command(Settings settings) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(SETSID)) {
      // Ctrl-C at the terminal is for the supervisor alone.
      command.add(SETSID.toString());
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms64m",
            "-Xmx" + settings.heapMegabytes() + "m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:MaxDirectMemorySize=96m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-XX:SharedArchiveFile=" + settings.archive(),
            "-Xlog:disable",
            "-Xlog:all=error,cds*=off,aot*=off:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + settings.scratch(),
            "-Dvertx.disableDnsResolver=true",
            "-Dio.netty.allocator.numDirectArenas=2",
            "-Dio.opentelemetry.context.contextStorageProvider="
                + "io.vertx.tracing.opentelemetry.VertxContextStorageProvider"));
    command.addAll(settings.javaOptions());
    if (settings.writesArchive()) {
      command.add("-XX:+AutoCreateSharedArchive");
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ServiceHost.class.getName(),
            settings.failureFile().toString()));
    return command;
  }

  /** Starts one service in it. A host that has ended takes no notice. */
  void send(ServiceHost.Order order) {
    try {
      var line = Json.write(order) + "\n";
      OutputStream in = process.getOutputStream();
      synchronized (process) {
        in.write(line.getBytes(StandardCharsets.UTF_8));
        in.flush();
      }
    } catch (IOException _) {
      // It has ended: whoever waits for its exit knows.
    }
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // The pipe is broken because the process has ended.
    }
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().onExit().join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
