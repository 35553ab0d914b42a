package dev.dizhtime.embedded.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs a node until standard input ends. Arguments: a properties file with the node's settings, the
 * directory of the server's modules and the file to write when the node answers.
 */
public final class ElasticsearchMain {
  private ElasticsearchMain() {}

  /** Starts the node and waits for the parent's end. */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    var settings = settings(Path.of(arguments[0]));
    var modules = Path.of(arguments[1]);
    var ready = Path.of(arguments[2]);
    LogConfigurator.configureESLogging();
    LogConfigurator.configureWithoutConfig(settings);
    var environment = new Environment(settings, null);
    var plugins =
        PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(modules, false), Set.of(), Map.of(), true);
    var node = new Node(environment, plugins);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "stop"));
    // Not a daemon: the node's own threads do not keep the process alive.
    Thread.ofPlatform().name("parent-watch").start(ElasticsearchMain::exitWithParent);
    node.start();
    Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
  }

  private static Settings settings(Path file) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    var settings = Settings.builder();
    properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings.build();
  }

  private static void close(Node node) {
    try {
      node.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
