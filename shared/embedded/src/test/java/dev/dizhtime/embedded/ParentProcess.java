package dev.dizhtime.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process with servers, to be killed by {@link ParentDeathIT}. */
final class ParentProcess {
  /** In the order in which they are written. */
  static final List<String> SERVERS = List.of("kafka", "elasticsearch", "postgres");

  private ParentProcess() {}

  /**
   * Arguments: a directory for the servers, and the file to write the children's ids and addresses
   * to.
   */
  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    var children =
        Stream.of(
                KafkaServer.start(settings(directory, "kafka")),
                ElasticsearchServer.start(settings(directory, "elasticsearch")),
                PostgresServer.start(settings(directory, "postgres")))
            .map(server -> server.pid().orElseThrow() + " " + server.address())
            .collect(Collectors.joining("\n"));
    var written = Path.of(arguments[1] + ".new");
    Files.writeString(written, children);
    Files.move(written, Path.of(arguments[1]));
    Thread.currentThread().join();
  }

  static ServerSettings settings(Path directory, String server) {
    return ServerSettings.in(directory.resolve(server), directory.resolve(server + ".log"))
        .withDurable(false);
  }
}
