package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prometheus takes its configurations, and each has all that is to be looked at. */
class ScrapesTest {
  private static final Path FOLDER = Tools.ROOT.resolve("observability/prometheus");

  @TempDir Path temporary;

  /**
   * But for what Debian's does not know: it is older than the exposition formats that Prometheus 3
   * may ask for, and is built without Kubernetes.
   */
  @ParameterizedTest
  @ValueSource(strings = {"prometheus.yml", "kubernetes.yml"})
  void isAConfigurationThatPrometheusTakes(String config) throws IOException {
    var text = Files.readString(FOLDER.resolve(config));
    assertThat(text).contains("scrape_protocols: [OpenMetricsText1.0.0");
    var older = temporary.resolve(config);
    Files.writeString(
        older,
        text.replaceAll("(?m)^ *(scrape_protocols|fallback_scrape_protocol):.*$", "")
            .replaceAll("kubernetes_sd_configs:\n(?: {6}.*\n)+", "static_configs: []\n"));
    var ended = Tools.run(List.of(Tools.promtool(), "check", "config", older.toString()));
    assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
  }

  /** Alloy too, whose counters are the only ones of spans that are refused on their way. */
  @ParameterizedTest
  @ValueSource(strings = {"prometheus.yml", "kubernetes.yml"})
  void scrapesEveryServerOfSightUnderItsName(String config) {
    Set<String> scraped = new HashSet<>();
    for (var job : AlertsTest.read(FOLDER.resolve(config)).path("scrape_configs")) {
      if (job.path("job_name").asText().equals("observability")) {
        job.path("static_configs")
            .forEach(group -> scraped.add(group.at("/labels/service").asText()));
      } else if (label(job, "job").equals("observability")) {
        scraped.add(label(job, "service"));
      }
    }
    assertThat(scraped)
        .containsExactlyInAnyOrderElementsOf(
            Rendered.observability().pods().stream().map(Pods::name).toList());
  }

  /** Each agent, for their Service leads to the one of the own node. */
  @Test
  void scrapesTheAgentOfEachNode() {
    var alloy =
        Rendered.observability().pods().stream()
            .filter(pods -> pods.name().equals("alloy"))
            .findFirst()
            .orElseThrow();
    var job =
        Rendered.each(AlertsTest.read(FOLDER.resolve("kubernetes.yml")).path("scrape_configs"))
            .filter(each -> label(each, "service").equals("alloy"))
            .findFirst()
            .orElseThrow();
    assertThat(job.at("/kubernetes_sd_configs/0/role").asText()).isEqualTo("pod");
    assertThat(job.at("/kubernetes_sd_configs/0/namespaces/names/0").asText())
        .isEqualTo(alloy.namespace());
    var kept =
        Rendered.each(job.path("relabel_configs"))
            .filter(each -> each.path("action").asText().equals("keep"))
            .map(each -> each.path("regex").asText())
            .toList();
    assertThat(kept).contains(alloy.labels().get("app.kubernetes.io/name"));
    assertThat(alloy.ports()).containsKey(kept.getLast());
  }

  /** What a job writes into a label of all that it finds. */
  private static String label(JsonNode job, String name) {
    return Rendered.each(job.path("relabel_configs"))
        .filter(each -> each.path("target_label").asText().equals(name))
        .map(each -> each.path("replacement").asText())
        .findFirst()
        .orElse("");
  }
}
