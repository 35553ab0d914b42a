package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A runbook is of use to whoever is woken: it names its alerts, begins to look with three commands
 * that there are, and says what to do and when it is over.
 */
class RunbooksTest {
  private static final Path FOLDER = Tools.ROOT.resolve("docs/runbooks");
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern QUERY = Pattern.compile("\\bQ '([^']+)'");
  private static final Pattern METRIC =
      Pattern.compile("`((?:dizhtime|ledger|payment)_[a-z0-9_]+)[`{]");
  private static final Pattern SERVICE = Pattern.compile("(?:\\bdeployment/|\\bL )([a-z-]+)");

  /** What the first page defines, and what the project brings. */
  private static final Set<String> PROGRAMS = Set.of("K", "L", "O", "Q", "S", "kubectl");

  /** A page, by its file's name. */
  record Page(String name, String text) {
    List<String> queries() {
      return QUERY.matcher(text).results().map(found -> found.group(1)).toList();
    }

    String section(String title) {
      var parts = text.split("\n## " + title + "\n", 2);
      return parts.length < 2 ? "" : parts[1].split("\n## ", 2)[0];
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Page> pages() {
    try (var files = Files.list(FOLDER)) {
      return files
          .sorted()
          .filter(file -> !file.endsWith("README.md"))
          .map(file -> new Page(file.getFileName().toString(), read(file)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void saysWhatItMeansWhatToDoAndWhenItIsOver(Page page) {
    for (var title : List.of("What it means", "Look", "Do", "Over")) {
      assertThat(page.section(title).strip()).as(page + ", " + title).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void beginsToLookWithThreeCommandsThatThereAre(Page page) {
    assertThat(page.section("Look").strip()).startsWith("```sh\n");
    var block = BLOCK.matcher(page.section("Look"));
    assertThat(block.find()).isTrue();
    var commands = block.group(1).lines().toList();
    assertThat(commands).hasSize(3);
    assertThat(commands).allSatisfy(each -> assertThat(PROGRAMS).contains(each.split(" ")[0]));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesServicesAndMetricsThatThereAre(Page page) {
    var parts =
        Rendered.baseWith(List.of("backups")).pods().stream()
            .map(Pods::name)
            .collect(Collectors.toSet());
    // Strimzi's, beside the brokers, and what brings the databases' logs to their store.
    parts.addAll(List.of("dizhtime-entity-operator", "barman-cloud"));
    var exported =
        read(Tools.ROOT.resolve("observability/metrics.txt"))
            + read(Tools.ROOT.resolve("observability/metrics-backups.txt"));
    assertThat(groups(SERVICE, page)).isSubsetOf(parts);
    assertThat(groups(METRIC, page))
        .allSatisfy(metric -> assertThat(exported).contains(metric + " "));
  }

  /** An alert leads to its page, and the page says that it is the one. */
  @Test
  void namesTheAlertsThatLeadToIt() {
    for (var page : pages().toList()) {
      var alerts =
          AlertsTest.alerts().stream()
              .filter(alert -> alert.at("/annotations/runbook").asText().endsWith("/" + page.name))
              .map(alert -> "`" + alert.path("alert").asText() + "`")
              .toList();
      assertThat(alerts).as(page + " has alerts").isNotEmpty();
      assertThat(page.section("What it means")).as(page.name).contains(alerts);
    }
  }

  @Test
  void theFirstPageDefinesWhatTheOthersWriteShort() {
    var block = BLOCK.matcher(read(FOLDER.resolve("README.md")));
    assertThat(block.find()).isTrue();
    for (var program : PROGRAMS) {
      assertThat(block.group(1)).contains(program.length() == 1 ? program + "() {" : program);
    }
  }

  private static List<String> groups(Pattern pattern, Page page) {
    return pattern.matcher(page.text).results().map(RunbooksTest::first).distinct().toList();
  }

  private static String first(MatchResult found) {
    return found.group(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
