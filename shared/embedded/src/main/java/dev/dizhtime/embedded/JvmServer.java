package dev.dizhtime.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A server in a child JVM that announces in a file that it answers. */
final class JvmServer implements EmbeddedServer {
  private static final Duration START_BOUND = Duration.ofSeconds(90);
  private static final Duration STOP_GRACE = Duration.ofSeconds(15);

  private final String name;
  private final String address;
  private final Claim claim;
  private final ChildProcess process;

  private JvmServer(String name, String address, Claim claim, ChildProcess process) {
    this.name = name;
    this.address = address;
    this.claim = claim;
    this.process = process;
  }

  /**
   * What is particular to one server.
   *
   * @param addressScheme stands before host and port in the address
   * @param properties by port
   * @param command by launch files
   */
  record Kind(
      String name,
      String addressScheme,
      IntFunction<Map<String, String>> properties,
      Function<LaunchFiles, List<String>> command) {}

  /**
   * The files that the child is told of.
   *
   * @param scratch a folder for what it needs only while it lives, such as libraries that it
   *     unpacks
   */
  record LaunchFiles(Path properties, Path ready, Path scratch) {}

  static JvmServer start(Kind kind, ServerSettings settings) {
    var directory = settings.directory();
    var claim = Claim.on(directory, kind.name());
    try {
      Leftover.stop(directory, STOP_GRACE);
      int port = Ports.claim(kind.name(), settings.port());
      var files =
          new LaunchFiles(
              directory.resolve("server.properties"),
              directory.resolve("ready"),
              directory.resolve("scratch"));
      Files.deleteIfExists(files.ready());
      // One that was killed has left it full.
      Directories.delete(files.scratch());
      Files.createDirectory(files.scratch());
      write(files.properties(), kind.properties().apply(port));
      var process =
          ChildProcess.start(
              kind.name(), kind.command().apply(files), directory, settings.logFile());
      process.awaitReady(() -> Files.exists(files.ready()), START_BOUND);
      return new JvmServer(kind.name(), kind.addressScheme() + "127.0.0.1:" + port, claim, process);
    } catch (IOException e) {
      claim.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  private static void write(Path file, Map<String, String> settings) throws IOException {
    var properties = new Properties();
    properties.putAll(settings);
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "Written at every start");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public boolean alive() {
    return process.alive();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return process.exit();
  }

  @Override
  public void close() {
    process.stop(STOP_GRACE);
    claim.close();
  }
}
