package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An alert reaches people. What Alertmanager's own tool is asked about is the configuration that
 * {@code start.sh} writes, as it does before it starts Alertmanager.
 */
class AlertRoutesTest {
  private static final Path FOLDER = Tools.ROOT.resolve("observability/alertmanager");
  private static final Map<String, String> ADDRESSES =
      Map.of(
          "ALERTS_SMTP_HOST", "mail.example.org:587",
          "ALERTS_SMTP_USER", "dizhtime",
          "ALERTS_SMTP_PASSWORD", "it's \\1 & \"${ALERTS_FROM}\" # only with a page URL",
          "ALERTS_FROM", "alerts@example.org",
          "ALERTS_PAGE_TO", "on-call@example.org",
          "ALERTS_PAGE_URL", "https://pager.example.org/a?b=c&d=e",
          "ALERTS_TICKET_TO", "team@example.org");

  @TempDir Path temporary;

  @Test
  void isAConfigurationThatAlertmanagerTakes() throws IOException {
    var written = written(ADDRESSES);
    assertThat(written.at("/global/smtp_auth_password").asText())
        .isEqualTo(ADDRESSES.get("ALERTS_SMTP_PASSWORD"));
    assertThat(written.at("/global/smtp_require_tls").asBoolean()).isTrue();
    assertThat(receiver(written, "page").at("/webhook_configs/0/url").asText())
        .isEqualTo(ADDRESSES.get("ALERTS_PAGE_URL"));
    assertThat(receiver(written, "page").at("/email_configs/0/to").asText())
        .isEqualTo("on-call@example.org");
    assertThat(receiver(written, "ticket").at("/email_configs/0/to").asText())
        .isEqualTo("team@example.org");
    assertThat(receiver(written, "ticket").has("webhook_configs")).isFalse();
  }

  @Test
  void pagesByMailAloneWhereThereIsNothingElse() throws IOException {
    Map<String, String> fewer = new HashMap<>(ADDRESSES);
    List.of("ALERTS_PAGE_URL", "ALERTS_SMTP_USER", "ALERTS_SMTP_PASSWORD").forEach(fewer::remove);
    fewer.put("ALERTS_SMTP_TLS", "false");
    var written = written(fewer);
    assertThat(receiver(written, "page").has("webhook_configs")).isFalse();
    assertThat(written.at("/global/smtp_auth_username").asText()).isEmpty();
    assertThat(written.at("/global/smtp_require_tls").asBoolean(true)).isFalse();
  }

  @Test
  void doesNotStartWhenNobodyWouldBeTold() {
    for (var name : List.of("ALERTS_SMTP_HOST", "ALERTS_PAGE_TO", "ALERTS_TICKET_TO")) {
      Map<String, String> fewer = new HashMap<>(ADDRESSES);
      fewer.put(name, "");
      var ended = start(fewer);
      assertThat(ended.status()).isEqualTo(2);
      assertThat(ended.err()).contains(name + " is not set");
      assertThat(result()).doesNotExist();
    }
  }

  @Test
  void wakesSomebodyForWhatIsCriticalAndForWhatNobodyThoughtOf() throws IOException {
    written(ADDRESSES);
    assertThat(AlertsTest.alerts()).isNotEmpty();
    for (var severity : List.of("critical", "strange")) {
      assertThat(routed(severity)).as(severity).isEqualTo("page");
    }
    assertThat(routed("warning")).isEqualTo("ticket");
  }

  @Test
  void keepsBackOnlyWhatAnAlertThatExistsExplains() {
    var names = AlertsTest.alerts().stream().map(alert -> alert.path("alert").asText()).toList();
    var equalTo = Pattern.compile("(alertname|severity|slo|service)=~?\"([^\"]+)\"");
    for (var rule : template().path("inhibit_rules")) {
      for (var side : List.of("source_matchers", "target_matchers")) {
        // A side without a name or an objective would be everything.
        assertThat(rule.path(side).toString())
            .as(rule.toString())
            .containsAnyOf("alertname", "slo");
        for (var matcher : rule.path(side)) {
          var parts = equalTo.matcher(matcher.asText());
          assertThat(parts.matches()).as(matcher.asText()).isTrue();
          if (parts.group(1).equals("alertname")) {
            for (var pattern : parts.group(2).split("\\|")) {
              assertThat(names).as(pattern).anyMatch(name -> name.matches(pattern));
            }
          }
        }
      }
    }
  }

  /** Nothing else may explain these away, whatever is down. */
  @Test
  void neverKeepsBackMoneyLettersAndCertificatesForAnOutage() {
    for (var rule : template().path("inhibit_rules")) {
      if (rule.path("source_matchers").toString().matches(".*(PlatformDown|ServiceAbsent).*")) {
        assertThat(rule.path("target_matchers").toString())
            .doesNotContain("Ledger", "DeadLetters", "Certificate", "Payment", "Backup");
      }
    }
  }

  @Test
  void prometheusKnowsEveryAlertmanager() {
    var alertmanager =
        Rendered.observability().pods().stream()
            .filter(pods -> pods.name().equals("alertmanager"))
            .findFirst()
            .orElseThrow();
    var all =
        IntStream.range(0, alertmanager.owner().at("/spec/replicas").asInt())
            .mapToObj(number -> "alertmanager-%d.alertmanager:9093".formatted(number))
            .toList();
    assertThat(all).hasSizeGreaterThan(1);
    assertThat(alertmanagers("kubernetes.yml")).isEqualTo(all);
    assertThat(alertmanager.containers().getFirst().path("args").toString())
        .contains(
            all.stream().map(each -> "--cluster.peer=" + each.replace("9093", "9094")).toList());

    assertThat(alertmanagers("prometheus.yml")).containsExactly("alertmanager:9093");
    assertThat(compose().has("alertmanager")).isTrue();
  }

  @Test
  void startsTheSameWayEverywhereAndIsToldWhatItNeeds() {
    var pod =
        Rendered.observability().pods().stream()
            .filter(pods -> pods.name().equals("alertmanager"))
            .findFirst()
            .orElseThrow();
    var container = pod.containers().getFirst();
    var here = compose().path("alertmanager");
    assertThat(container.path("command")).isEqualTo(here.path("entrypoint"));
    assertThat(container.path("image")).isEqualTo(here.path("image"));
    var told =
        Rendered.each(container.path("env")).map(each -> each.path("name").asText()).toList();
    assertThat(told).containsAll(ADDRESSES.keySet());
    var names = new HashSet<>(told);
    here.path("environment").fieldNames().forEachRemaining(names::remove);
    assertThat(names).containsExactlyInAnyOrder("ALERTS_SMTP_USER", "ALERTS_SMTP_PASSWORD");
  }

  private static JsonNode compose() {
    return AlertsTest.read(Tools.ROOT.resolve("deploy/compose.yaml")).path("services");
  }

  private static List<String> alertmanagers(String config) {
    var read = AlertsTest.read(Tools.ROOT.resolve("observability/prometheus").resolve(config));
    return Rendered.each(read.at("/alerting/alertmanagers/0/static_configs/0/targets"))
        .map(JsonNode::asText)
        .toList();
  }

  private static JsonNode template() {
    return AlertsTest.read(FOLDER.resolve("alertmanager.yaml"));
  }

  private Path result() {
    return temporary.resolve("alertmanager.yaml");
  }

  /** Writes the configuration and has amtool look at it instead of starting Alertmanager. */
  private Tools.Ended start(Map<String, String> environment) {
    List<String> command = new ArrayList<>(List.of("sh", FOLDER.resolve("start.sh").toString()));
    command.addAll(List.of(FOLDER.resolve("alertmanager.yaml").toString(), result().toString()));
    command.addAll(List.of(Tools.amtool(), "check-config", result().toString()));
    return Tools.run(command, environment);
  }

  private JsonNode written(Map<String, String> environment) throws IOException {
    var ended = start(environment);
    assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    assertThat(Files.getPosixFilePermissions(result())).hasSize(2);
    return new YAMLMapper().readTree(result().toFile());
  }

  private String routed(String severity) {
    var ended =
        Tools.run(
            List.of(
                Tools.amtool(),
                "config",
                "routes",
                "test",
                "--config.file=" + result(),
                "alertname=Any",
                "service=order",
                "severity=" + severity));
    assertThat(ended.status()).as(ended.err()).isZero();
    return ended.out().strip();
  }

  private static JsonNode receiver(JsonNode config, String name) {
    return Rendered.each(config.path("receivers"))
        .filter(receiver -> receiver.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
