package dev.dizhtime.local.bench;

import dev.dizhtime.local.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, that ends with the measurement. */
final class BenchServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final int POLL_MILLIS = 50;
  private static final int STOP_SECONDS = 10;
  private static final long KILOBYTES_IN_MEGABYTE = 1024;

  private final String name;
  private final Process process;
  private final int port;
  private final Path log;

  private BenchServer(String name, Process process, int port, Path log) {
    this.name = name;
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts it and waits until it takes connections at its port. */
  static BenchServer start(
      String name, List<String> command, Map<String, String> environment, int port, Path log)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DIZHTIME_"));
    builder.environment().putAll(environment);
    var server = new BenchServer(name, builder.start(), port, log);
    server.waitUntilUp();
    return server;
  }

  private void waitUntilUp() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!takesConnections()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new Refusal(
            name + " did not start: " + Files.readString(log).lines().findFirst().orElse(""));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private boolean takesConnections() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), POLL_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** A port that nobody listens at. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** Resident memory of it and of what it started. */
  long megabytes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .mapToLong(each -> residentKilobytes(each.pid()))
            .sum()
        / KILOBYTES_IN_MEGABYTE;
  }

  private static long residentKilobytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
