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

  static Stream<Path> tests() {
    return files("tests");
  }

  @ParameterizedTest
  @MethodSource("tests")
  void fireWhenTheyShouldAndOnlyThen(Path tests) {
    var ended = Tools.run(List.of(Tools.promtool(), "test", "rules", tests.toString()));
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

  private static List<JsonNode> alerts() {
    return files()
        .flatMap(file -> Rendered.each(read(file).path("groups")))
        .flatMap(group -> Rendered.each(group.path("rules")))
        .filter(rule -> rule.has("alert"))
        .toList();
  }

  static Stream<Path> files() {
    return files("rules");
  }

  private static Stream<Path> files(String folder) {
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
