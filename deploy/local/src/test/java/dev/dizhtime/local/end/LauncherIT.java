package dev.dizhtime.local.end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.platform.PortPlan;
import dev.dizhtime.local.supervisor.DataDirectory;
import dev.dizhtime.local.supervisor.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One platform's life under the command, in the order in which it is lived: started, started again
 * by mistake, hit by kill -9 in every process, stopped.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {
  private static final Duration BOUND = Duration.ofSeconds(180);

  /** What commands say. */
  @TempDir static Path said;

  private static DataDirectory data;
  private static Path other;
  private static PortPlan ports;
  private static Ran up;

  private record Ran(int exitCode, String out, String err) {}

  @BeforeAll
  static void startIt() throws Exception {
    var target = Path.of("target").toAbsolutePath();
    data = new DataDirectory(Files.createTempDirectory(target, "launcher with a space"));
    other = Files.createTempDirectory(target, "other");
    ports = RunningPlatform.freePorts();
    up = up(data.root());
  }

  @AfterAll
  static void stopItWhateverHappened() throws Exception {
    dizhtime("down", "--data", data.root().toString());
  }

  private static Ran up(Path directory) throws Exception {
    var port = Integer.toString(ports.gateway());
    return dizhtime(
        "up", "--detach", "--empty", "--json", "--port", port, "--data", directory.toString());
  }

  private static Ran dizhtime(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx160m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    for (String property : List.of("dizhtime.root", "dizhtime.servers")) {
      command.add("-D" + property + "=" + System.getProperty(property));
    }
    command.add("-Dlogback.configurationFile=dev/dizhtime/local/logback.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.dizhtime.local.Main");
    command.addAll(List.of(arguments));
    var out = said.resolve("out");
    var err = said.resolve("err");
    var process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(arguments[0] + " goes on; it said: " + Files.readString(err));
    }
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static void adminCanLogIn() {
    try (var gateway = new GatewayClient(ports.gatewayUrl())) {
      assertThat(User.loggedIn(gateway, data.readSecrets().admin()).userId()).isNotEmpty();
    }
  }

  private static void kill(String process) {
    killNow(kept(process).pid());
  }

  private static void killNow(long pid) {
    var process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static RunState.Kept kept(String process) {
    return data.state().orElseThrow().processes().stream()
        .filter(one -> one.name().equals(process))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitHealthy() {
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              var status = dizhtime("status", "--json", "--data", data.root().toString());
              assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
            });
  }

  @Test
  @Order(1)
  void returnsWhenAllIsReadyAndSaysWhereAndWho() {
    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(up.out())
        .contains(ports.gatewayUrl() + "/api/docs")
        .contains(data.readSecrets().admin().password());
    adminCanLogIn();
  }

  @Test
  @Order(2)
  void saysThatItRunsAlready() throws Exception {
    var again = up(data.root());
    assertThat(again.exitCode()).isEqualTo(4);
    assertThat(again.err()).contains("The platform is running already on " + data.root());
  }

  @Test
  @Order(3)
  void namesAPortThatIsTakenAndLeavesNothingRunning() throws Exception {
    var second = up(other);
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err())
        .contains("Port " + ports.gateway() + " is taken by another program")
        .contains("--port N");
    assertThat(mentioning(other)).isEmpty();
  }

  @Test
  @Order(4)
  void startsAgainWhatWasKilled() {
    for (String process : List.of("postgres", "kafka", "platform")) {
      kill(process);
    }
    await().atMost(BOUND).until(() -> kept("platform").restarts() > 0 && kept("kafka").pid() > 0);
    awaitHealthy();
    assertThat(kept("postgres").restarts()).isPositive();
    assertThat(kept("kafka").restarts()).isPositive();
    adminCanLogIn();
  }

  @Test
  @Order(5)
  void findsItsDataAgainAfterItsSupervisorWasKilled() throws Exception {
    killNow(data.state().orElseThrow().pid());
    var again = up(data.root());
    assertThat(again.exitCode()).as(again.err()).isZero();
    adminCanLogIn();
  }

  @Test
  @Order(6)
  void leavesNothingRunningWhenItIsStopped() throws Exception {
    assertThat(dizhtime("down", "--data", data.root().toString()).exitCode()).isZero();
    assertThat(mentioning(data.root())).isEmpty();
    assertThat(dizhtime("status", "--data", data.root().toString()).exitCode()).isEqualTo(4);
  }

  @Test
  @Order(7)
  void refusesADirectoryThatHasLostItsSecrets() throws Exception {
    Files.delete(data.secretsFile());
    var start = up(data.root());
    assertThat(start.exitCode()).isEqualTo(1);
    assertThat(start.err()).contains("half-written").contains("secrets.json");
    assertThat(mentioning(data.root())).isEmpty();
  }

  /** The command lines of living processes that have to do with a directory. */
  private static List<String> mentioning(Path directory) throws IOException {
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      var found = new ArrayList<String>();
      for (Path process : processes) {
        try {
          var command = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
          if (command.contains(directory.toString())) {
            found.add(command);
          }
        } catch (IOException _) {
          // It has ended meanwhile.
        }
      }
      return found;
    }
  }
}
