package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts are rules that Prometheus takes, fire when they should, and say what to do then. */
class AlertsTest {
  private static final Path PROMETHEUS = Tools.ROOT.resolve("observability/prometheus");

  @Test
  void areRulesThatPrometheusTakes() {
    var command = new ArrayList<>(List.of(Tools.promtool(), "check", "rules"));
    files().forEach(file -> command.add(file.toString()));
    var ended = Tools.run(command);
    assertThat(ended.status()).as(ended.err()).isZero();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void fireWhenTheyShouldAndOnlyThen(Path file) {
    var ended = Tools.run(List.of(Tools.promtool(), "test", "rules", file.toString()));
    assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
  }

  @Test
  void leadToARunbookThatIsThere() {
    for (var alert : alerts()) {
      var runbook = alert.at("/annotations/runbook").asText();
      assertThat(runbook).as(alert.path("alert").asText()).startsWith("docs/runbooks/");
      assertThat(Tools.ROOT.resolve(runbook)).exists();
      assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
    }
  }

  @Test
  void areAllTestedOrNeverFire() {
    var tests = tests().map(AlertsTest::text).collect(Collectors.joining());
    assertThat(alerts())
        .extracting(alert -> alert.path("alert").asText())
        .filteredOn(name -> !tests.contains("alertname: " + name + "\n"))
        // Their expressions differ from tested ones in a name or a number only.
        .containsExactlyInAnyOrder(
            "LedgerNotMeasured",
            "LedgerOrphanHolds",
            "LedgerUnequalOrders",
            "OrderFundingBurnsSlowly",
            "EventDeliveryBurnsSlowly",
            "CertificateExpires");
  }

  /** Without a target there is no series that could be zero. */
  @Test
  void missEveryServiceAndPortalThatIsNotThere() {
    var parts =
        Rendered.baseWith(List.of()).pods().stream()
            .filter(pods -> pods.labels().containsKey("app.kubernetes.io/component"))
            .map(Pods::name)
            .toList();
    assertThat(parts).contains("gateway", "portal-admin");
    assertThat(missed("ServiceAbsent", "dizhtime")).containsExactlyInAnyOrderElementsOf(parts);
  }

  @Test
  void missEveryServerOfSightThatIsNotThere() {
    var servers = Rendered.observability().pods().stream().map(Pods::name).toList();
    assertThat(servers).contains("loki", "alertmanager");
    assertThat(missed("SightDown", "observability")).containsExactlyInAnyOrderElementsOf(servers);
  }

  @Test
  void areAllInTheClusterAndSoAreTheDashboards() {
    assertThat(inCluster("prometheus-rules")).containsExactlyInAnyOrderElementsOf(names(files()));
    assertThat(inCluster("grafana-dashboards"))
        .containsExactlyInAnyOrderElementsOf(names(QueriesTest.dashboards()));
  }

  private static Set<String> inCluster(String map) {
    return Rendered.observability().of("ConfigMap").stream()
        .filter(each -> each.at("/metadata/name").asText().startsWith(map))
        .flatMap(each -> Rendered.texts(each.path("data")).keySet().stream())
        .collect(Collectors.toSet());
  }

  private static List<String> names(Stream<Path> files) {
    return files.map(file -> file.getFileName().toString()).toList();
  }

  /** The services of which an alert says that there is none. */
  private static List<String> missed(String alert, String job) {
    var absent = Pattern.compile("absent\\(up\\{job=\"" + job + "\", service=\"([^\"]+)\"}\\)");
    return alerts().stream()
        .filter(each -> each.path("alert").asText().equals(alert))
        .flatMap(each -> absent.matcher(each.path("expr").asText()).results())
        .map(found -> found.group(1))
        .toList();
  }

  static List<JsonNode> alerts() {
    return files()
        .flatMap(file -> Rendered.each(read(file).path("groups")))
        .flatMap(group -> Rendered.each(group.path("rules")))
        .filter(rule -> rule.has("alert"))
        .toList();
  }

  static Stream<Path> files() {
    return yaml("rules");
  }

  static Stream<Path> tests() {
    return yaml("tests");
  }

  private static Stream<Path> yaml(String folder) {
    try (var files = Files.list(PROMETHEUS.resolve(folder))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
