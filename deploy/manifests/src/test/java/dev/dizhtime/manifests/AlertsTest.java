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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

  @Test
  void fireWhenTheyShouldAndOnlyThen() {
    var tests = PROMETHEUS.resolve("tests/rules.yaml").toString();
    var ended = Tools.run(List.of(Tools.promtool(), "test", "rules", tests));
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
  void areAllTestedOrNeverFire() throws IOException {
    var tests = Files.readString(PROMETHEUS.resolve("tests/rules.yaml"));
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
    try (var files = Files.list(PROMETHEUS.resolve("rules"))) {
      return files.sorted().toList().stream();
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
