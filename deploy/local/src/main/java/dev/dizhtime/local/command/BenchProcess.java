package dev.dizhtime.local.command;

import dev.dizhtime.local.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a measurement in a process with the memory and the compiler of a service: this one is made
 * for short commands.
 */
final class BenchProcess {
  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xms1g",
          "-Xmx1g",
          "-Xmn512m",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true",
          "-Dvertx.disableDnsResolver=true",
          "-Dio.opentelemetry.context.contextStorageProvider="
              + "io.vertx.tracing.opentelemetry.VertxContextStorageProvider",
          "-Ddizhtime.root=" + System.getProperty("dizhtime.root"),
          "-Ddizhtime.servers=" + System.getProperty("dizhtime.servers"),
          "-Dlogback.configurationFile=dev/dizhtime/local/logback.xml");

  private BenchProcess() {}

  /** Returns its exit code; it writes to this process's terminal. */
  static int run(Class<?> main, Object... arguments) {
    try {
      return new ProcessBuilder(command(main, arguments)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new Refusal("The process for the measurement could not be made: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted.", e);
    }
  }

  private static List<String> command(Class<?> main, Object... arguments) {
    var command = new ArrayList<String>(JAVA);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    return command;
  }
}
