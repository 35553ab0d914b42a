package dev.dizhtime.runtime.http;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.idempotency.Idempotency;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import io.vertx.core.Promise;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the boundary of every service does with requests, good and bad. */
@RealInfrastructure(Server.POSTGRES)
class BoundaryIT {
  record Note(String text, int number, List<Tag> tags) {}

  record Tag(String name) {}

  /** A request with this number waits in the middle of its transaction. */
  private static final int WAITS = 99;

  private static final String GOOD = "{\"text\":\"a\",\"number\":1}";
  private static final Service SERVICE = new Service("notes", () -> BoundaryIT::open);
  private static final UUID USER = UUID.randomUUID();

  private static Infrastructure infra;
  private static RunningService service;
  private static final CompletableFuture<Promise<Void>> waiting = new CompletableFuture<>();

  @BeforeAll
  static void start(Infrastructure given) {
    infra = given;
    service = ServiceRunner.start(SERVICE, Env.of(environment()));
  }

  private static Map<String, String> environment() {
    var environment = new HashMap<>(infra.environment("notes"));
    environment.put("DIZHTIME_INSTANCES", "1");
    // Nobody is there, but with somewhere to send them spans are recorded.
    environment.put("DIZHTIME_OTLP_ENDPOINT", "http://127.0.0.1:9");
    return environment;
  }

  private static void open(ServiceContext context) {
    Postgres postgres = Postgres.open(context, "dev/dizhtime/runtime/sample/db");
    Idempotency idempotency = new Idempotency(postgres);
    Api.open(context, "dev/dizhtime/runtime/sample/openapi.json")
        .tokens(TokenVerifier.open(context))
        .operation("write", call -> write(idempotency, call))
        .operation("read", BoundaryIT::read)
        .listen();
  }

  private static Reply read(Call call) {
    return Reply.ok(Map.of("number", call.path("number"), "text", call.query("text").orElse("")));
  }

  private static Reply write(Idempotency idempotency, Call call) throws Exception {
    Note note = call.body(Note.class);
    return idempotency.once(
        call,
        tx -> {
          tx.update("INSERT INTO effect (key, number) VALUES ($1, $2)", note.text(), note.number());
          if (note.number() == WAITS) {
            Promise<Void> goOn = Promise.promise();
            waiting.complete(goOn);
            goOn.future().await();
          }
          if (note.text().equals("unlucky")) {
            throw new IllegalStateException("a bug at " + BoundaryIT.class.getName());
          }
          return Reply.created("/notes/" + note.number(), Map.of("text", note.text()));
        });
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  static Stream<BadRequest> refusals() {
    String user = USER.toString();
    var tokens = infra.tokens();
    return Stream.of(
        bad("malformed JSON", "{\"text\":", 400, "body"),
        bad("no body", "", 400, "body"),
        bad("an unknown field", "{\"text\":\"a\",\"number\":1,\"price\":1}", 400, "price"),
        bad("a missing field", "{\"text\":\"a\"}", 400, "number"),
        bad("a wrong type", "{\"text\":5,\"number\":1}", 400, "text"),
        bad("a number out of range", "{\"text\":\"a\",\"number\":-1}", 400, "number"),
        bad("a nested field", "{\"text\":\"a\",\"number\":1,\"tags\":[{}]}", 400, "tags[0].name"),
        bad("an oversized body", "x".repeat(Api.DEFAULT_MAX_BODY_BYTES + 1), 413, "body"),
        bad("another format", GOOD, 415, "Content-Type").with("Content-Type", "text/plain"),
        bad("an idempotency key too long", GOOD, 400, "Idempotency-Key")
            .with("Idempotency-Key", "k".repeat(129)),
        bad("a bug of ours", "{\"text\":\"unlucky\",\"number\":1}", 500, null),
        bad("no token", GOOD, 401, null).with("Authorization", "Basic dXNlcjpwYXNz"),
        bearer("an expired token", tokens.expired(USER, "customer"), 401),
        bearer("a forged token", tokens.forged(USER, "customer"), 401),
        bearer("an unsigned token", tokens.unsigned(USER, "customer"), 401),
        bearer("a token for someone else", tokens.wrongAudience(USER, "customer"), 401),
        bearer("a token from someone else", tokens.wrongIssuer(USER, "customer"), 401),
        bearer("a token that is none", user, 401),
        bearer("a role that may not", tokens.driver(USER), 403),
        bearer("a client with another scope", client("notes:read", "customer"), 403),
        bearer("a client without a scope", client("", "customer"), 403),
        bearer("a client whose person has another role", client("notes:write", "driver"), 403),
        bearer(
            "a client that wants everything for itself",
            tokens.client(USER, USER, "api", "customer"),
            403),
        BadRequest.get("an unknown path", "/nothing", 404, null),
        BadRequest.get("an unknown method", "/notes", 405, null),
        BadRequest.get("a path out of range", "/notes/101", 400, "number"),
        BadRequest.get("a text too long", "/notes/1?text=12345678901", 400, "text"),
        BadRequest.get("a path of another type", "/notes/one", 400, "number"));
  }

  private static String client(String scope, String role) {
    return infra.tokens().client(UUID.randomUUID(), USER, scope, role);
  }

  @Test
  void aClientWithTheScopeComesInAndOneWithoutIsAStrangerToWhatIsOpen() {
    TestHttp http = infra.http(service.address());
    for (String scope : List.of("notes:write", "openid api")) {
      http.as(client(scope, "customer"))
          .post("/notes", GOOD, "idempotency-key", "client " + scope)
          .expect(201);
    }
    http.as(client("else", "customer")).get("/notes/1").expect(200);
  }

  private static BadRequest bad(String name, String body, int status, String field) {
    return BadRequest.post(name, "/notes", body, status, field).with("Idempotency-Key", "refused");
  }

  private static BadRequest bearer(String name, String token, int status) {
    return bad(name, GOOD, status, null).with("Authorization", "Bearer " + token);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesABadRequestAndChangesNothing(BadRequest request) throws Exception {
    long before = effects();
    customer().refuses(request);
    assertThat(effects()).isEqualTo(before);
  }

  @Test
  void staysWithTheProtocolTheRequestCameIn() throws Exception {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      for (int port : new int[] {service.httpPort(), service.managementPort()}) {
        var address = URI.create("http://127.0.0.1:" + port + "/health/live");
        var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
  void aGetHasNoBodyWhateverItsHeadSays(String type) {
    http().get("/notes/1", "Content-Type", type).expect(200);
  }

  @Test
  void tellsEveryFieldThatIsWrong() {
    TestResponse refused = customer().post("/notes", "{\"text\":\"\",\"number\":0,\"x\":1}");
    assertThat(refused.json().findValuesAsText("field"))
        .containsExactlyInAnyOrder("text", "number", "x");
  }

  @Test
  void answersTheSameToTheSameKeyAndBodyAndHasTheEffectOnce() throws Exception {
    long before = effects();
    TestResponse first = customer().post("/notes", GOOD, "Idempotency-Key", "same").expect(201);
    TestResponse second = customer().post("/notes", GOOD, "Idempotency-Key", "same").expect(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Location")).isEqualTo(first.header("Location")).isEqualTo("/notes/1");
    assertThat(effects()).isEqualTo(before + 1);
  }

  @Test
  void keepsTheKeysOfTwoCallersApart() throws Exception {
    long before = effects();
    customer().post("/notes", GOOD, "Idempotency-Key", "mine").expect(201);
    http()
        .as(infra.tokens().customer(UUID.randomUUID()))
        .post("/notes", GOOD, "Idempotency-Key", "mine")
        .expect(201);
    assertThat(effects()).isEqualTo(before + 2);
  }

  @Test
  void refusesAKeyThatWasUsedWithAnotherBody() throws Exception {
    customer().post("/notes", GOOD, "Idempotency-Key", "other").expect(201);
    long before = effects();
    customer()
        .post("/notes", "{\"text\":\"b\",\"number\":1}", "Idempotency-Key", "other")
        .expect(422);
    assertThat(effects()).isEqualTo(before);
  }

  @Test
  void refusesAKeyWhoseFirstRequestIsStillBeingWorkedOnAndStopsOnlyAfterIt() throws Exception {
    try (RunningService own = ServiceRunner.start(SERVICE, Env.of(environment()))) {
      TestHttp client = infra.http(own.address()).as(infra.tokens().customer(USER));
      String body = "{\"text\":\"a\",\"number\":" + WAITS + "}";
      CompletableFuture<TestResponse> first =
          CompletableFuture.supplyAsync(
              () -> client.post("/notes", body, "Idempotency-Key", "in-flight"));
      Promise<Void> goOn = waiting.get(30, TimeUnit.SECONDS);
      client.post("/notes", body, "Idempotency-Key", "in-flight").expect(409);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(own::close);
      goOn.complete();
      first.get(30, TimeUnit.SECONDS).expect(201);
      stopped.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void takesOverTheCallersRequestIdOrMakesOne() {
    assertThat(http().get("/notes/1", "X-Request-Id", "caller-0001").header("X-Request-Id"))
        .isEqualTo("caller-0001");
    assertThat(http().get("/notes/1", "X-Request-Id", "bad id").header("X-Request-Id"))
        .isNotEqualTo("bad id")
        .hasSize(36);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "true", "\"x", "back\\slash", "{", "null", "a b", "é"})
  void takesATextParameterForWhatItSays(String text) {
    String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
    assertThat(http().get("/notes/1?text=" + query).expect(200).json().path("text").asText())
        .isEqualTo(text);
  }

  @Test
  void servesItsDescriptionHealthAndMetrics() {
    http().get("/notes/1").expect(200);
    assertThat(http().get("/openapi.json").json().at("/paths/~1notes/post/operationId").asText())
        .isEqualTo("write");
    TestHttp management = infra.http("http://127.0.0.1:" + service.managementPort());
    management.get("/health/live").expect(200);
    assertThat(management.get("/health/ready").expect(200).json().at("/checks/postgres").asText())
        .isEqualTo("up");
    assertThat(management.get("/metrics").expect(200).body())
        .contains("http_server_request_duration_seconds_count")
        .contains("http_route=\"/notes/{number}\"")
        .contains(
            "db_client_operation_duration_seconds_bucket{db_operation_name=\"transaction\","
                + "db_system_name=\"postgresql\",le=\"0.05\"}")
        .containsPattern("vertx_pool_ratio\\{.*pool_type=\"sql\"}")
        .contains("vertx_sql_processing_pending")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void aRequestsDurationRemembersItsTrace() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String bucket =
        "(?m)^http_server_request_duration_seconds_bucket\\{.*http_route=\"/notes/\\{number}\".*}"
            + " 1 # \\{span_id=\"[0-9a-f]{16}\",trace_id=\"%s\"} [0-9.E-]+ [0-9.]+$"
                .formatted(trace);
    try (RunningService own = ServiceRunner.start(SERVICE, Env.of(environment()))) {
      infra
          .http(own.address())
          .get("/notes/1", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
          .expect(200);
      TestHttp management = infra.http("http://127.0.0.1:" + own.managementPort());
      // A request is counted when it is over, which is after whoever asked has the answer.
      eventually(
          () -> {
            TestResponse told =
                management.get("/metrics", "Accept", "application/openmetrics-text");
            assertThat(told.header("content-type")).startsWith("application/openmetrics-text");
            assertThat(told.body()).containsPattern(bucket).endsWith("# EOF\n");
          });
      assertThat(management.get("/metrics").expect(200).body()).doesNotContain("trace_id=");
    }
  }

  private static TestHttp customer() {
    return http().as(infra.tokens().customer(USER));
  }

  private static TestHttp http() {
    return infra.http(service.address());
  }

  private static long effects() throws Exception {
    try (var connection = infra.connect("notes");
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM effect")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
