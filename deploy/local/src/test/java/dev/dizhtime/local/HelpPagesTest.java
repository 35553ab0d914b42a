package dev.dizhtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The script {@code dizhtime} answers {@code --help} from pages, so that nothing has to be built
 * for it. They are what the commands say themselves; {@code -Ddizhtime.regenerate=true} writes them
 * anew.
 */
class HelpPagesTest {
  private static final int WIDTH = 80;
  private static final Path ROOT = Path.of(System.getProperty("dizhtime.root"));
  private static final Path PAGES = ROOT.resolve("deploy/local/help");

  @TempDir Path clone;

  @Test
  void areWhatTheCommandsSay() throws IOException {
    var pages = pages();
    if (Boolean.getBoolean("dizhtime.regenerate")) {
      for (var page : pages.entrySet()) {
        Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
      }
    }
    assertThat(committed()).isEqualTo(pages);
  }

  /** In a clone without a build, and without anything that could be built. */
  @ParameterizedTest
  @CsvSource({
    "'', dizhtime",
    "--help, dizhtime",
    "help, dizhtime",
    "up --help, dizhtime-up",
    "up --port 8080 -h, dizhtime-up",
    "help up, dizhtime-up",
    "bench --help, dizhtime-bench",
    "bench orders --help, dizhtime-bench-orders",
    "demo --help --json, dizhtime-demo",
    "logs order --help, dizhtime-logs"
  })
  void needNoBuild(String arguments, String page) throws Exception {
    assertThat(dizhtime(arguments)).isZero();
    assertThat(clone.resolve("err")).isEmptyFile();
    assertThat(clone.resolve("out")).hasSameTextualContentAs(PAGES.resolve(page + ".txt"));
  }

  /** It is for the command itself to say so. */
  @Test
  void areNotMadeUpForWhatThereIsNot() throws Exception {
    assertThat(dizhtime("upp --help")).isNotZero();
    assertThat(clone.resolve("err")).content().contains("build");
  }

  private int dizhtime(String arguments) throws Exception {
    var files = new ArrayList<>(List.of("dizhtime", "deploy/watched.sh"));
    committed().keySet().forEach(page -> files.add("deploy/local/help/" + page));
    for (var file : files) {
      Files.createDirectories(clone.resolve(file).getParent());
      Files.copy(ROOT.resolve(file), clone.resolve(file));
    }
    var command = new ArrayList<>(List.of("sh", clone.resolve("dizhtime").toString()));
    if (!arguments.isEmpty()) {
      command.addAll(List.of(arguments.split(" ")));
    }
    return new ProcessBuilder(command)
        .redirectOutput(clone.resolve("out").toFile())
        .redirectError(clone.resolve("err").toFile())
        .start()
        .waitFor();
  }

  private static Map<String, String> committed() throws IOException {
    var texts = new TreeMap<String, String>();
    try (var files = Files.list(PAGES)) {
      for (var file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  private static Map<String, String> pages() {
    var pages = new TreeMap<String, String>();
    add("dizhtime", Main.commandLine(), pages);
    return pages;
  }

  private static void add(String name, CommandLine command, Map<String, String> pages) {
    command.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
    pages.put(name + ".txt", command.getUsageMessage(Ansi.OFF));
    command.getSubcommands().forEach((sub, line) -> addUnlessHelp(name, sub, line, pages));
  }

  private static void addUnlessHelp(
      String name, String sub, CommandLine command, Map<String, String> pages) {
    if (!sub.equals("help")) {
      add(name + "-" + sub, command, pages);
    }
  }
}
