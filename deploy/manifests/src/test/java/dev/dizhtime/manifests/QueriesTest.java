package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every query of a dashboard, an alert and a runbook asks for metrics and labels that the services
 * export ({@code observability/metrics.txt}, held equal to a scrape of the running platform), that
 * k6 sends, that databases and their backups tell, that a server of sight tells of itself or that a
 * rule records, and is one that Prometheus can read.
 */
class QueriesTest {
  private static final Path SIGHT = Tools.ROOT.resolve("observability");

  /** What stands where Grafana puts a time. */
  private static final Pattern TIME = Pattern.compile("\\$__(rate_interval|interval|range)");

  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(\\{[^}]*})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*[=!]~?");
  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without)\\s*\\(([^)]*)\\)");

  /** Words of the language. */
  private static final Set<String> WORDS =
      Set.of(
          "sum",
          "max",
          "min",
          "avg",
          "count",
          "abs",
          "rate",
          "increase",
          "histogram_quantile",
          "vector",
          "absent",
          "time",
          "avg_over_time",
          "by",
          "on",
          "and",
          "or",
          "unless",
          "bool",
          "without",
          "group_left");

  private static final Map<String, Set<String>> METRICS = metrics();

  /** A query and where it stands. */
  record Query(String place, String expression) {
    @Override
    public String toString() {
      return place;
    }
  }

  static Stream<Query> queries() {
    return Stream.of(panels(), rules(), runbooks()).flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void asksForWhatIsExported(Query query) {
    var bare = TIME.matcher(TEXT.matcher(query.expression).replaceAll("\"\"")).replaceAll("5m");
    Set<String> labels = new HashSet<>(List.of("le"));
    var named = new ArrayList<String>();
    var selector =
        SELECTOR.matcher(GROUPING.matcher(bare.replaceAll("\\[[^]]*]", "")).replaceAll(""));
    while (selector.find()) {
      var name = selector.group(1);
      if (!WORDS.contains(name)) {
        named.add(name);
        assertThat(METRICS).as("metrics").containsKey(name);
        labels.addAll(METRICS.get(name));
        var matcher = MATCHER.matcher(selector.group(2) == null ? "" : selector.group(2));
        while (matcher.find()) {
          assertThat(METRICS.get(name)).as("labels of " + name).contains(matcher.group(1));
        }
      }
    }
    assertThat(named).isNotEmpty();
    var grouping = GROUPING.matcher(bare);
    while (grouping.find()) {
      for (var label : grouping.group(1).split(",")) {
        if (!label.isBlank()) {
          assertThat(labels).as("labels to group by").contains(label.strip());
        }
      }
    }
  }

  /** All at once, as rules, for promtool takes long to start. */
  @Test
  void canBeReadByPrometheus(@TempDir Path folder) throws IOException {
    var lines = new ArrayList<>(List.of("groups:", "  - name: queries", "    rules:"));
    int number = 0;
    for (var query : queries().toList()) {
      var text = TIME.matcher(query.expression).replaceAll("5m").replace("$service", ".*");
      lines.add("      - record: query:" + number++);
      lines.add("        expr: '" + text.replace("'", "''") + "'");
    }
    var file = Files.write(folder.resolve("queries.yaml"), lines);
    var ended = Tools.run(List.of(Tools.promtool(), "check", "rules", file.toString()));
    assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
  }

  @Test
  void thereIsADashboardForEachThingToLookAt() {
    assertThat(dashboards().map(file -> file.getFileName().toString().replace(".json", "")))
        .contains(
            "platform-overview",
            "orders",
            "kafka",
            "dispatch",
            "money",
            "search",
            "jvm",
            "k6",
            "gateway",
            "database");
    assertThat(dashboards().map(file -> AlertsTest.read(file).path("uid").asText()))
        .doesNotHaveDuplicates();
  }

  private static Stream<Query> panels() {
    return dashboards()
        .flatMap(
            file ->
                Rendered.each(AlertsTest.read(file).path("panels"))
                    .flatMap(panel -> targets(file, panel)));
  }

  private static Stream<Query> targets(Path file, JsonNode panel) {
    var place = file.getFileName() + ": " + panel.path("title").asText();
    return Rendered.each(panel.path("targets"))
        .filter(target -> target.has("expr"))
        .map(target -> new Query(place, target.path("expr").asText()));
  }

  private static Stream<Query> rules() {
    return AlertsTest.files()
        .flatMap(file -> Rendered.each(AlertsTest.read(file).path("groups")))
        .flatMap(group -> Rendered.each(group.path("rules")))
        .map(rule -> new Query(name(rule), rule.path("expr").asText()));
  }

  private static Stream<Query> runbooks() {
    return RunbooksTest.pages()
        .flatMap(
            page ->
                page.queries().stream().map(query -> new Query(page.name() + ": " + query, query)));
  }

  private static String name(JsonNode rule) {
    return rule.path("alert").asText(rule.path("record").asText());
  }

  static Stream<Path> dashboards() {
    try (var files = Files.list(SIGHT.resolve("grafana/dashboards"))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Set<String>> metrics() {
    Map<String, Set<String>> metrics = new HashMap<>();
    try {
      var lines = new ArrayList<>(Files.readAllLines(SIGHT.resolve("metrics.txt")));
      lines.addAll(Files.readAllLines(SIGHT.resolve("metrics-k6.txt")));
      lines.addAll(Files.readAllLines(SIGHT.resolve("metrics-backups.txt")));
      lines.addAll(Files.readAllLines(SIGHT.resolve("metrics-sight.txt")));
      for (var line : lines) {
        if (!line.startsWith("#") && !line.isBlank()) {
          var parts = line.replaceFirst("^\\?\\s*", "").split(" ", 2);
          var labels = new HashSet<>(List.of(parts[1].split(",")));
          // Prometheus adds these when it scrapes.
          labels.addAll(List.of("job", "instance"));
          metrics.put(parts[0], labels);
        }
      }
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
    metrics.put("up", Set.of("job", "instance", "service"));
    recorded().forEach(name -> metrics.put(name, Set.of()));
    return metrics;
  }

  private static Set<String> recorded() {
    return AlertsTest.files()
        .flatMap(file -> Rendered.each(AlertsTest.read(file).path("groups")))
        .flatMap(group -> Rendered.each(group.path("rules")))
        .filter(rule -> rule.has("record"))
        .map(rule -> rule.path("record").asText())
        .collect(Collectors.toSet());
  }
}
