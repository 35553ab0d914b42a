package dev.dizhtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "down",
        "status",
        "logs",
        "reset",
        "demo",
        "import restaurants",
        "bench orders",
        "images"
      })
  void explainsEachCommandWithItsExitCodes(String command) {
    var arguments = (command + " --help").split(" ");
    assertThat(run(arguments)).isZero();
    assertThat(out.toString()).contains("Usage: dizhtime " + command).contains("Exit codes:");
  }

  @Test
  void refusesAnUnknownCommandAsWrongUsage() {
    assertThat(run("upp")).isEqualTo(2);
    assertThat(err.toString()).contains("upp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "demo", "bench orders"})
  void saysThatThePlatformIsNotRunning(String command) {
    var arguments = (command + " --data " + directory).split(" ");
    assertThat(run(arguments)).isEqualTo(4);
    assertThat(err.toString()).contains("The platform is not running on " + directory);
  }

  @Test
  void stopsNothingWhenNothingRuns() {
    assertThat(run("down", "--data", directory.toString())).isZero();
  }

  @Test
  void refusesAPortThatLeavesNoRoomForTheOthers() {
    assertThat(run("up", "--port", "65500", "--data", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("The port must be from 1024 to 65423, not 65500.");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void doesNotRemoveADirectoryThatIsNotOurs() throws Exception {
    var precious = Files.writeString(directory.resolve("precious"), "all");
    assertThat(run("reset", "--yes", "--data", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is no data directory of DizhTime");
    assertThat(precious).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images wallets",
        "images payment-sandbox",
        "images --tag a/b",
        "images --push UPPER",
        "images --push registry.example.com/",
        "images --as registry.example.com/x:1",
        "images --as registry.example.com/x:1 wallet order",
        "images --as registry.example.com/x:1 --push registry.example.com wallet"
      })
  void refusesImagesThatThereCanNotBe(String command) {
    assertThat(run(command.split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith("dizhtime: ").hasLineCount(1);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThat(run("import", "restaurants", directory.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("none cannot be read.");
  }
}
