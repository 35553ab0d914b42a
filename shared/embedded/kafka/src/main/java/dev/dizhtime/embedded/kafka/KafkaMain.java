package dev.dizhtime.embedded.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Runs a broker until standard input ends. Arguments: the properties file, whose {@code log.dirs}
 * names one directory, and the file to write when the broker answers.
 */
public final class KafkaMain {
  private KafkaMain() {}

  /** Starts the broker; returns when it has stopped. */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (Exception e) {
      // The server's own threads would keep the process alive.
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws IOException {
    var settings = Path.of(arguments[0]);
    var ready = Path.of(arguments[1]);
    formatOnce(settings);
    var server = new KafkaRaftServer(new KafkaConfig(read(settings)), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
    Thread.ofPlatform().name("parent-watch").daemon().start(KafkaMain::exitWithParent);
    server.startup();
    Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
    server.awaitShutdown();
  }

  /**
   * Formats beside the log directory and renames, so that a crash leaves nothing half-formatted.
   */
  private static void formatOnce(Path settings) throws IOException {
    var properties = read(settings);
    var log = Path.of(properties.getProperty("log.dirs"));
    if (Files.isDirectory(log)) {
      return;
    }
    var fresh = log.resolveSibling(log.getFileName() + ".new");
    delete(fresh);
    properties.setProperty("log.dirs", fresh.toString());
    var formatSettings = settings.resolveSibling("format.properties");
    try (var writer = Files.newBufferedWriter(formatSettings)) {
      properties.store(writer, null);
    }
    String[] command = {
      "format", "--config", formatSettings.toString(), "--cluster-id", Uuid.randomUuid().toString()
    };
    if (StorageTool.execute(command, System.out) != 0) {
      throw new IOException("the log directory could not be formatted: " + fresh);
    }
    Files.move(fresh, log);
  }

  private static Properties read(Path file) throws IOException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void exitWithParent() {
    try {
      InputStream parent = System.in;
      while (parent.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.exit(0);
    }
  }
}
