package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentDeathIT {
  private static final int START_BOUND_SECONDS = 60;
  private static final int END_BOUND_SECONDS = 20;

  @TempDir Path directory;

  @Test
  void everyServerStartsAgainRightAfterItsParentWasKilled() throws Exception {
    var children = startAndKillParent();
    // At once and on the same ports, as a person would who starts the platform again.
    for (Child child : children) {
      try (var again = child.startAgain(directory)) {
        assertThat(again.address()).isEqualTo(child.address());
        assertThat(child.process().filter(ProcessHandle::isAlive)).isEmpty();
      }
    }
  }

  @Test
  void stopsADatabaseThatWasLeftWithoutItsShell() throws Exception {
    var settings = ParentProcess.settings(directory, "postgres");
    var orphaned = PostgresServer.start(settings);
    var postmaster = ProcessHandle.of(orphaned.pid().orElseThrow()).orElseThrow();
    postmaster.parent().orElseThrow().destroyForcibly();
    orphaned.exit().get(END_BOUND_SECONDS, TimeUnit.SECONDS);
    orphaned.close();
    try (var next = PostgresServer.start(settings)) {
      assertThat(next.pid()).isNotEqualTo(orphaned.pid());
      assertThat(postmaster.isAlive()).isFalse();
    }
  }

  private record Child(String name, Optional<ProcessHandle> process, String address) {
    EmbeddedServer startAgain(Path directory) {
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      var settings = ParentProcess.settings(directory, name).withPort(port);
      return switch (name) {
        case "postgres" -> PostgresServer.start(settings);
        case "kafka" -> KafkaServer.start(settings);
        default -> ElasticsearchServer.start(settings);
      };
    }
  }

  private List<Child> startAndKillParent() throws Exception {
    var pids = directory.resolve("pids");
    var log = directory.resolve("parent.log");
    var parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddizhtime.servers=" + ServersDirectory.root(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentProcess.class.getName(),
                directory.toString(),
                pids.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_BOUND_SECONDS);
    while (!Files.exists(pids) && System.nanoTime() < deadline) {
      assertThat(parent.waitFor(20, TimeUnit.MILLISECONDS)).as(Files.readString(log)).isFalse();
    }
    var children = new ArrayList<Child>();
    var lines = Files.readAllLines(pids);
    for (int i = 0; i < lines.size(); i++) {
      var words = lines.get(i).split(" ");
      var process = ProcessHandle.of(Long.parseLong(words[0]));
      children.add(new Child(ParentProcess.SERVERS.get(i), process, words[1]));
    }
    parent.destroyForcibly().waitFor();
    return children;
  }
}
