package dev.dizhtime.local.end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.local.demo.DemoOrder;
import dev.dizhtime.local.platform.Part;
import dev.dizhtime.local.terminal.Progress;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.traces.TraceTree;
import dev.dizhtime.runtime.traces.TracedSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One order, seen through traces, logs and metrics. */
class TelemetryIT {
  private static final Duration EXPORT_BOUND = Duration.ofSeconds(15);

  /** Lines about somebody's looking at the order, which is a request of its own. */
  private static final Pattern ACCESS = Pattern.compile("^(GET|POST|PUT) .* answered .*");

  private static final String MESSAGE = "[a-z.]+/\\d+/\\d+";

  private static RunningPlatform platform;
  private static DemoOrder.Outcome order;

  @BeforeAll
  static void takeOneOrderThroughThePlatform() {
    platform = RunningPlatform.shared();
    try (var gateway = platform.gateway()) {
      order = new DemoOrder(gateway, platform.secrets(), Progress.plain(System.err)).run();
    }
  }

  @Test
  void settlesTheOrderAndBalancesTheLedger() {
    assertThat(order.state()).isEqualTo("SETTLED");
    assertThat(order.ledgerBalanced()).isTrue();
    assertThat(order.steps())
        .extracting(step -> step.path("traceId").asText())
        .containsOnly(order.traceId());
  }

  /** What is said by the transaction that it follows from is relayed; an answer is said at once. */
  @Test
  void followsTheOrderThroughOutboxesAndKafkaAsOneConnectedTree() {
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () -> {
              var tree = trace(order.traceId());
              assertThat(tree.connected()).isTrue();
              assertThat(ways(tree))
                  .anySatisfy(
                      leadsThrough(
                          "gateway answers",
                          "order answers",
                          "order relays wallet.commands",
                          "wallet takes wallet.commands",
                          "wallet says orders.replies",
                          "order takes orders.replies"))
                  .anySatisfy(
                      leadsThrough(
                          "order answers", "order relays orders", "notification takes orders"))
                  .anySatisfy(
                      leadsThrough(
                          "order relays delivery.commands",
                          "delivery takes delivery.commands",
                          "delivery relays deliveries",
                          "order takes deliveries"));
            });
  }

  /** Whoever takes a message does it on behalf of who said just that one. */
  @Test
  void hangsEveryMessageThatIsTakenUnderTheOneThatWasSaid() {
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () ->
                assertThat(pairs(trace(order.traceId())))
                    .filteredOn(pair -> pair.getLast().kind().equals("CONSUMER"))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(
                        pair -> {
                          assertThat(pair.getFirst().kind()).isEqualTo("PRODUCER");
                          assertThat(pair.getLast().message())
                              .matches(MESSAGE)
                              .isEqualTo(pair.getFirst().message());
                        }));
  }

  @Test
  void findsTheSameTreeByTheRequestIdAlone() {
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () ->
                assertThat(found(order.requestId()))
                    .extracting(TraceTree::traceId)
                    .contains(order.traceId()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"order", "wallet", "delivery", "notification"})
  void showsTheMessagesAndTheStatementsOf(String service) {
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () -> {
              var tree = trace(order.traceId());
              var spans =
                  tree.lines().stream()
                      .map(TraceTree.Line::span)
                      .filter(span -> span.service().equals(service))
                      .toList();
              assertThat(spans)
                  .filteredOn(span -> span.kind().equals("CONSUMER"))
                  .isNotEmpty()
                  .allSatisfy(span -> assertThat(span.message()).matches(MESSAGE));
              assertThat(spans)
                  .extracting(TracedSpan::statement)
                  .filteredOn(Objects::nonNull)
                  .anySatisfy(statement -> assertThat(statement).contains("INSERT"));
              // Each of them was written on behalf of a message.
              assertThat(pairs(tree))
                  .filteredOn(pair -> pair.getLast().service().equals(service))
                  .filteredOn(pair -> pair.getLast().statement() != null)
                  .anySatisfy(pair -> assertThat(pair.getFirst().kind()).isEqualTo("CONSUMER"));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"order", "wallet", "delivery"})
  void showsWhereTheMessagesStandThatAreSaidBy(String service) {
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () ->
                assertThat(trace(order.traceId()).lines())
                    .extracting(TraceTree.Line::span)
                    .filteredOn(span -> span.service().equals(service))
                    .filteredOn(span -> span.kind().equals("PRODUCER"))
                    .isNotEmpty()
                    .allSatisfy(
                        span -> {
                          assertThat(span.message()).matches(MESSAGE);
                          assertThat(span.operation()).isEqualTo(topic(span) + " publish");
                        }));
  }

  @Test
  void showsTheLedgersStatementsUnderTheCommandThatAskedForThem() {
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () ->
                assertThat(paths(trace(order.traceId()), "INSERT INTO transfer"))
                    .allSatisfy(
                        path -> assertThat(path.getFirst().message()).contains("wallet.commands"))
                    .isNotEmpty());
  }

  /** From each span that did a statement with that in it to the one that it was done for. */
  private static List<List<TracedSpan>> paths(TraceTree tree, String statement) {
    return pairs(tree).stream()
        .filter(pair -> pair.getLast().statement() != null)
        .filter(pair -> pair.getLast().statement().contains(statement))
        .toList();
  }

  /** Each span after the one on whose behalf it is. */
  private static List<List<TracedSpan>> pairs(TraceTree tree) {
    var pairs = new ArrayList<List<TracedSpan>>();
    tree.roots().forEach(root -> collect(root, pairs));
    return pairs;
  }

  private static void collect(TraceTree.Node node, List<List<TracedSpan>> pairs) {
    for (var child : node.children()) {
      pairs.add(List.of(node.span(), child.span()));
      collect(child, pairs);
    }
  }

  private static TraceTree trace(String traceId) {
    var found = found(traceId);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<TraceTree> found(String id) {
    try (var reader = platform.traces()) {
      return reader.find(id);
    }
  }

  private static Consumer<List<String>> leadsThrough(String... steps) {
    return way -> assertThat(way).containsSubsequence(steps);
  }

  /** For each span, in words, what was asked and said from the root to it. */
  private static List<List<String>> ways(TraceTree tree) {
    var ways = new ArrayList<List<String>>();
    tree.roots().forEach(root -> walk(root, List.of(), ways));
    return ways;
  }

  private static void walk(TraceTree.Node node, List<String> above, List<List<String>> ways) {
    var way = new ArrayList<>(above);
    step(node.span()).ifPresent(way::add);
    ways.add(way);
    node.children().forEach(child -> walk(child, way, ways));
  }

  private static Optional<String> step(TracedSpan span) {
    var does =
        switch (span.kind()) {
          case "SERVER" -> " answers";
          case "PRODUCER" ->
              ("true".equals(span.attribute("dizhtime.outbox.relay")) ? " relays " : " says ")
                  + bare(topic(span));
          case "CONSUMER" -> " takes " + bare(topic(span));
          default -> "";
        };
    return Optional.of(does).filter(each -> !each.isEmpty()).map(each -> span.service() + each);
  }

  private static String topic(TracedSpan span) {
    return span.attribute("messaging.destination.name");
  }

  private static String bare(String topic) {
    return topic.substring(Topic.DEFAULT_PREFIX.length());
  }

  @Test
  void findsLogLinesOfAllServicesByTheRequestIdAlone() throws IOException {
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () ->
                assertThat(lines(order.requestId()))
                    .filteredOn(line -> line.path("request_id").asText().equals(order.requestId()))
                    .extracting(line -> line.path("service").asText())
                    .contains("gateway", "order", "wallet", "delivery", "notification"));
  }

  @Test
  void writesTheSameRequestAndTraceOnEveryLogLineAboutTheOrder() throws IOException {
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () ->
                assertThat(lines(order.traceId()))
                    .extracting(line -> line.path("service").asText())
                    .contains("gateway", "order", "wallet", "delivery", "notification"));
    assertThat(lines(order.orderId()))
        .hasSizeGreaterThan(5)
        .allSatisfy(TelemetryIT::belongsToTheOrder);
    assertThat(lines(order.traceId())).allSatisfy(TelemetryIT::belongsToTheOrder);
  }

  /** What was logged with {@code word} in it, but for the access of others. */
  private static List<JsonNode> lines(String word) throws IOException {
    try (var log = Files.lines(platform.data().log("platform"))) {
      return log.filter(line -> line.contains(word))
          .map(TelemetryIT::json)
          .filter(
              line ->
                  line.path("trace_id").asText().equals(order.traceId())
                      || !ACCESS.matcher(line.path("message").asText()).matches())
          .toList();
    }
  }

  private static void belongsToTheOrder(JsonNode line) {
    assertThat(line.path("trace_id").asText()).as(line.toString()).isEqualTo(order.traceId());
    assertThat(line.path("request_id").asText()).as(line.toString()).isEqualTo(order.requestId());
  }

  private static JsonNode json(String line) {
    try {
      return Json.TOLERANT.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void measuresEveryPartUnderTheNamesOfTheConventions(Part part) throws Exception {
    // Whatever it answers, it is measured.
    get(platform.ports().http(part), "/");
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () ->
                assertThat(get(platform.ports().management(part), "/metrics").body())
                    .contains("http_server_request_duration_seconds", "jvm_memory_used_bytes")
                    .contains(particular(part)));
  }

  private static List<String> particular(Part part) {
    var outbox = "dizhtime_outbox_lag_seconds";
    var consumer = "dizhtime_consumer_lag_records";
    return switch (part) {
      case ORDER -> List.of("dizhtime_orders{", "dizhtime_saga_age_seconds", outbox, consumer);
      case WALLET -> List.of("dizhtime_ledger_imbalance", outbox, consumer);
      case DELIVERY -> List.of("dizhtime_dispatch_delay", outbox, consumer);
      case AUTH, RESTAURANT -> List.of(outbox);
      case SEARCH, NOTIFICATION -> List.of(consumer);
      case GATEWAY,
          CUSTOMER_PORTAL,
          RESTAURANT_PORTAL,
          DRIVER_PORTAL,
          ADMIN_PORTAL,
          PAYMENT_SANDBOX ->
          List.of("process_cpu_usage");
    };
  }

  @Test
  void servesOneDescriptionOfAllApis() throws Exception {
    var document = json(text(platform.ports().gateway(), "/api/openapi.json"));
    assertThat(document.path("openapi").asText()).startsWith("3.1");
    assertThat(document.path("paths").propertyStream().map(Map.Entry::getKey))
        .contains(
            "/api/auth/login",
            "/api/restaurants",
            "/api/search/restaurants",
            "/api/quotes",
            "/api/orders",
            "/api/wallet",
            "/api/deliveries/shift",
            "/api/notifications");
    assertThat(text(platform.ports().gateway(), "/api/docs")).contains("<html");
  }

  private static String text(int port, String path) throws Exception {
    var answer = get(port, path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    try (var http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
