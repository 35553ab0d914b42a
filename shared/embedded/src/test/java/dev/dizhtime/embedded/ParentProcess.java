package dev.dizhtime.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process with servers, to be killed by {@link ParentDeathIT}. */
final class ParentProcess {
  private ParentProcess() {}

  /** Arguments: a directory for the servers, and the file to write the children's ids to. */
  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    var pids =
        Stream.of(
                PostgresServer.start(settings(directory, "postgres")),
                KafkaServer.start(settings(directory, "kafka")),
                ElasticsearchServer.start(settings(directory, "elasticsearch")))
            .map(server -> Long.toString(server.pid().orElseThrow()))
            .collect(Collectors.joining(" "));
    var written = Path.of(arguments[1] + ".new");
    Files.writeString(written, pids);
    Files.move(written, Path.of(arguments[1]));
    Thread.currentThread().join();
  }

  static ServerSettings settings(Path directory, String server) {
    return ServerSettings.in(directory.resolve(server), directory.resolve(server + ".log"))
        .withDurable(false);
  }
}
