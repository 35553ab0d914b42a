package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentDeathIT {
  private static final int START_BOUND_SECONDS = 60;
  private static final int END_BOUND_SECONDS = 20;

  @TempDir Path directory;

  @Test
  void noServerOutlivesItsKilledParentAndTheNextStartFindsAllData() throws Exception {
    var children = startAndKillParent();
    // At once, as a person would who starts the platform again.
    try (var postgres = PostgresServer.start(ParentProcess.settings(directory, "postgres"));
        var kafka = KafkaServer.start(ParentProcess.settings(directory, "kafka"))) {
      assertThat(postgres.alive()).isTrue();
      assertThat(kafka.alive()).isTrue();
    }
    for (ProcessHandle child : children) {
      child.onExit().get(END_BOUND_SECONDS, TimeUnit.SECONDS);
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

  private List<ProcessHandle> startAndKillParent() throws Exception {
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
    var children =
        Arrays.stream(Files.readString(pids).split(" "))
            .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
            .toList();
    parent.destroyForcibly().waitFor();
    return children;
  }
}
