package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.dizhtime.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real Alertmanager with our configuration, started as in the cluster, and somebody who listens
 * for pages. Only what it waits before it tells is less.
 */
class AlertmanagerIT {
  private static final int BOUND_SECONDS = 30;
  private static final Pattern LISTENS = Pattern.compile("Listening on\" address=(\\S+)");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private final LinkedBlockingQueue<JsonNode> pages = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer pager;
  private Process alertmanager;
  private String address;

  @BeforeEach
  void start() throws IOException {
    pager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pager.createContext(
        "/",
        exchange -> {
          pages.add(JSON.readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    pager.start();
    var source = Tools.ROOT.resolve("observability/alertmanager");
    var template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        Files.readString(source.resolve("alertmanager.yaml"))
            .replaceAll("group_wait: \\w+", "group_wait: 1s"));
    var log = folder.resolve("log").toFile();
    var command =
        List.of(
            "sh",
            source.resolve("start.sh").toString(),
            template.toString(),
            folder.resolve("written.yaml").toString(),
            Tools.alertmanager(),
            "--config.file=" + folder.resolve("written.yaml"),
            "--storage.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:0",
            "--cluster.listen-address=");
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    builder.environment().putAll(addresses());
    alertmanager = builder.start();
    Eventually.eventually(
        () -> {
          var listens = LISTENS.matcher(Files.readString(log.toPath()));
          assertThat(listens.find()).isTrue();
          address = "http://" + listens.group(1) + "/api/v2/alerts";
        });
  }

  /** Nobody takes mails here: a page comes all the same. */
  private Map<String, String> addresses() {
    return Map.of(
        "ALERTS_SMTP_HOST", "127.0.0.1:1",
        "ALERTS_FROM", "alerts@example.org",
        "ALERTS_PAGE_TO", "on-call@example.org",
        "ALERTS_PAGE_URL", "http://127.0.0.1:" + pager.getAddress().getPort(),
        "ALERTS_TICKET_TO", "team@example.org");
  }

  @AfterEach
  void stop() throws InterruptedException {
    alertmanager.destroy();
    alertmanager.waitFor();
    pager.stop(0);
    http.close();
  }

  @Test
  void pagesOnceForAllThatOneServiceHas() throws Exception {
    fire(
        "OutboxStuck critical service=order",
        "KafkaCertificateExpiresSoon critical service=order",
        "DeadLettersWaiting warning group=wallet");
    var page = pages.poll(BOUND_SECONDS, TimeUnit.SECONDS);
    assertThat(page).as("a page").isNotNull();
    assertThat(page.at("/groupLabels/service").asText()).isEqualTo("order");
    assertThat(page.path("alerts"))
        .extracting(alert -> alert.at("/labels/alertname").asText())
        .containsExactlyInAnyOrder("OutboxStuck", "KafkaCertificateExpiresSoon");
    assertThat(known("DeadLettersWaiting").at("/receivers/0/name").asText()).isEqualTo("ticket");
    assertThat(pages).isEmpty();
  }

  static Stream<Arguments> explanations() {
    return Stream.of(
        explains("PlatformDown critical", "ServiceAbsent critical service=order", true),
        explains("PlatformDown critical", "ApiAvailabilityBurnsFast critical slo=api", true),
        explains("PlatformDown critical", "LedgerOutOfBalance critical currency=EUR", false),
        explains("PlatformDown critical", "DeadLettersWaiting warning group=order", false),
        explains("PlatformDown critical", "SightDown warning service=loki", false),
        explains(
            "ServiceAbsent critical service=order", "ServiceDown critical service=order", true),
        explains(
            "ServiceAbsent critical service=order", "ServiceDown critical service=wallet", false),
        explains(
            "ServiceAbsent critical service=wallet",
            "OrderFundingBurnsFast critical slo=funding",
            true),
        explains(
            "ServiceAbsent critical service=search",
            "OrderFundingBurnsFast critical slo=funding",
            false),
        explains(
            "ServiceAbsent critical service=gateway",
            "ApiAvailabilityBurnsFast critical slo=api",
            true),
        explains("ServiceAbsent critical service=auth", "EndedSessionsNotHeard warning", true),
        // One pod of two: whoever is there answers.
        explains(
            "ServiceDown critical service=gateway",
            "ApiAvailabilityBurnsFast critical slo=api",
            false),
        explains(
            "EventDeliveryBurnsFast critical slo=events",
            "EventDeliveryBurnsSlowly warning slo=events",
            true),
        explains(
            "EventDeliveryBurnsFast critical slo=events",
            "ApiAvailabilityBurnsSlowly warning slo=api",
            false),
        // Neither has an objective, and so the same one.
        explains("LedgerOrphanHolds critical", "PaymentRequestsRefused warning", false),
        explains(
            "KafkaCertificateExpiresSoon critical service=order",
            "KafkaCertificateExpires warning service=order",
            true),
        explains(
            "KafkaCertificateExpiresSoon critical service=order",
            "KafkaCertificateExpires warning service=wallet",
            false));
  }

  private static Arguments explains(String one, String other, boolean does) {
    return Arguments.of(one, other, does);
  }

  @ParameterizedTest(name = "{0} explains {1}: {2}")
  @MethodSource("explanations")
  void keepsBackWhatFollowsFromWhatIsTold(String one, String other, boolean does) throws Exception {
    fire(one);
    fire(other);
    // Alerts are taken in their order, so when this is known of the last ones the others are done.
    fire("CertificateExpiresSoon critical");
    fire("CertificateExpires warning");
    Eventually.eventually(() -> assertThat(state("CertificateExpires")).isEqualTo("suppressed"));
    assertThat(state(other.split(" ")[0])).isEqualTo(does ? "suppressed" : "active");
    assertThat(state(one.split(" ")[0])).isEqualTo("active");
  }

  private String state(String name) throws IOException, InterruptedException {
    return known(name).at("/status/state").asText();
  }

  /** All at once, so that they are in one group whatever it waits for. */
  private void fire(String... alerts) throws Exception {
    var body = JSON.writeValueAsString(Stream.of(alerts).map(AlertmanagerIT::alert).toList());
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /** Its name, its severity, and labels. */
  private static Map<String, Object> alert(String alert) {
    var words = List.of(alert.split(" "));
    var labels =
        words.stream()
            .skip(2)
            .map(word -> word.split("="))
            .collect(Collectors.toMap(word -> word[0], word -> word[1]));
    labels.put("alertname", words.getFirst());
    labels.put("severity", words.get(1));
    return Map.of("labels", labels);
  }

  /** What Alertmanager says of an alert. */
  private JsonNode known(String name) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address)).build();
    var alerts = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    return Rendered.each(alerts)
        .filter(alert -> alert.at("/labels/alertname").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
