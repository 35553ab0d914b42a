package dev.dizhtime.local.end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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

  @Test
  void followsTheOrderThroughAllServicesAsOneConnectedTree() {
    await()
        .atMost(EXPORT_BOUND)
        .untilAsserted(
            () -> {
              var tree = trace(order.traceId());
              assertThat(tree.connected()).isTrue();
              assertThat(paths(tree))
                  .anySatisfy(startsLike("gateway", "order", "wallet", "order"))
                  .anySatisfy(startsLike("gateway", "order", "delivery"))
                  .anySatisfy(startsLike("gateway", "order", "notification"));
            });
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
              var spans =
                  trace(order.traceId()).lines().stream()
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
              assertThat(spans)
                  .filteredOn(span -> span.kind().equals("PRODUCER"))
                  .allSatisfy(span -> assertThat(span.message()).matches(MESSAGE));
            });
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

  /** From each wallet span that was asked for by a message to a statement under it. */
  private static List<List<TracedSpan>> paths(TraceTree tree, String statement) {
    var paths = new ArrayList<List<TracedSpan>>();
    tree.roots().forEach(root -> collect(root, statement, paths));
    return paths;
  }

  private static void collect(TraceTree.Node node, String statement, List<List<TracedSpan>> paths) {
    for (var child : node.children()) {
      if (child.span().statement() != null && child.span().statement().contains(statement)) {
        paths.add(List.of(node.span(), child.span()));
      }
      collect(child, statement, paths);
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

  private static Consumer<List<String>> startsLike(String... services) {
    return path -> assertThat(path).startsWith(services);
  }

  /** For each span the services from the root to it, each once in a row. */
  private static List<List<String>> paths(TraceTree tree) {
    var paths = new ArrayList<List<String>>();
    tree.roots().forEach(root -> walk(root, List.of(), paths));
    return paths;
  }

  private static void walk(TraceTree.Node node, List<String> above, List<List<String>> paths) {
    var path = new ArrayList<>(above);
    if (path.isEmpty() || !path.getLast().equals(node.span().service())) {
      path.add(node.span().service());
    }
    paths.add(path);
    node.children().forEach(child -> walk(child, path, paths));
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
