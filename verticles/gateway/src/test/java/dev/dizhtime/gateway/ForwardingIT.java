package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingIT {
  private static final int MEBIBYTE = 1024 * 1024;

  @TempDir static Path directory;

  private static StubUpstream upstream;
  private static RunningService gateway;
  private static TestHttp http;

  @BeforeAll
  static void start() {
    upstream = StubUpstream.start();
    gateway =
        TestGateway.start(
            directory, TestGateway.routes(upstream), "RESPONSE_TIMEOUT_MILLIS", "700");
    http = TestHttp.at(gateway.address());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void makesARequestIdAndTellsItToBothSides() {
    TestResponse answer = http.get("/api/open/x").expect(200);
    String id = answer.header("x-request-id");
    assertThat(id).matches("[A-Za-z0-9._:-]{8,128}");
    assertThat(received(answer, "x-request-id")).isEqualTo(id);
  }

  @Test
  void takesOverAGoodRequestIdAndAnswersItOnce() {
    TestResponse answer = http.get("/api/open/x", "x-request-id", "my.request:42").expect(200);
    assertThat(answer.headers().allValues("x-request-id")).containsExactly("my.request:42");
    assertThat(received(answer, "x-request-id")).isEqualTo("my.request:42");
  }

  @Test
  void replacesARequestIdThatNobodyShouldLog() {
    TestResponse answer = http.get("/api/open/x", "x-request-id", "<script>alert(1)").expect(200);
    assertThat(answer.header("x-request-id")).doesNotContain("<");
    assertThat(received(answer, "x-request-id")).isEqualTo(answer.header("x-request-id"));
  }

  @Test
  void goesOnWithTheTrace() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    TestResponse answer =
        http.get("/api/open/x", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    assertThat(received(answer, "traceparent"))
        .startsWith("00-" + trace)
        .doesNotContain("00f067aa0ba902b7");
    // Its last two digits say that nobody records it: this gateway has nowhere to send spans to.
    assertThat(received(http.get("/api/open/x"), "traceparent")).matches("00-\\w{32}-\\w{16}-00");
  }

  @Test
  void writesTheForwardedHeadersItself() {
    TestResponse answer =
        http.get(
            "/api/open/x",
            "x-forwarded-for",
            "6.6.6.6",
            "x-forwarded-prefix",
            "/evil",
            "forwarded",
            "for=6.6.6.6",
            "x-real-ip",
            "6.6.6.6");
    JsonNode headers = answer.json().path("headers");
    assertThat(headers.path("x-forwarded-for").asText()).isEqualTo("127.0.0.1");
    assertThat(headers.path("x-forwarded-proto").asText()).isEqualTo("http");
    assertThat(headers.path("x-forwarded-host").asText())
        .isEqualTo("127.0.0.1:" + gateway.httpPort());
    assertThat(headers.toString()).doesNotContain("6.6.6.6").doesNotContain("evil");
  }

  @Test
  void forwardsMethodPathQueryAndBodyAsTheyAre() {
    TestResponse answer = http.send("PUT", "/api/open/a%20b/c?q=a%2Fb&r=", "{\"some\":1}");
    assertThat(answer.json().path("method").asText()).isEqualTo("PUT");
    assertThat(answer.json().path("uri").asText()).isEqualTo("/api/open/a%20b/c?q=a%2Fb&r=");
    assertThat(answer.json().path("bytes").asInt()).isEqualTo(10);
    assertThat(received(answer, "content-type")).isEqualTo("application/json");
  }

  @Test
  void forwardsAnswersWithoutABody() {
    assertThat(http.get("/api/open/empty").expect(204).body()).isEmpty();
    assertThat(http.send("HEAD", "/api/open/x", null).expect(200).body()).isEmpty();
  }

  @Test
  void addsSecurityHeadersUnlessTheServiceKnowsBetter() {
    TestResponse plain = http.get("/api/open/x");
    assertThat(plain.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(plain.header("content-security-policy")).isEqualTo("frame-ancestors 'none'");
    TestResponse page = http.get("/api/open/page");
    assertThat(page.headers().allValues("content-security-policy"))
        .containsExactly("default-src 'self'");
    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("server")).isEmpty();
  }

  @Test
  void streamsEventsAsTheyHappen() throws Exception {
    HttpResponse<java.io.InputStream> answer =
        client()
            .send(
                HttpRequest.newBuilder(uri("/api/open/events")).build(),
                BodyHandlers.ofInputStream());
    try (var reader =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).isEqualTo("data: first");
      HttpServerResponse stream = Eventually.eventuallyReturns(upstream.streams::poll);
      reader.readLine();
      stream.write("data: second\n\n");
      assertThat(reader.readLine()).isEqualTo("data: second");
      // The response timeout is for the head only.
      StubUpstream.await(stream.end("data: last\n\n"));
      reader.readLine();
      assertThat(reader.readLine()).isEqualTo("data: last");
    }
  }

  @Test
  void endsAnEventStreamThatNobodyReadsAnyMore() throws Exception {
    int before = upstream.left.get();
    try (var socket = new java.net.Socket("127.0.0.1", gateway.httpPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/open/events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      Eventually.eventuallyReturns(upstream.streams::poll);
    }
    Eventually.eventually(() -> assertThat(upstream.left.get()).isGreaterThan(before));
  }

  @Test
  void carriesWebSockets() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    WebSocket socket =
        client()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + gateway.httpPort() + "/api/open/socket"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence text, boolean last) {
                    heard.complete(text.toString());
                    return null;
                  }
                })
            .get(30, TimeUnit.SECONDS);
    socket.sendText("hello", true);
    assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo("hello");
    socket.abort();
  }

  @Test
  void takesABodyOfTheLargestSize() {
    assertThat(
            http.post("/api/open/x", "x".repeat(MEBIBYTE)).expect(200).json().path("bytes").asInt())
        .isEqualTo(MEBIBYTE);
  }

  @Test
  void refusesALargeUploadWhetherItSaysItsLengthOrNot() throws Exception {
    byte[] tenMegabytes = new byte[10 * MEBIBYTE];
    for (var publisher :
        new HttpRequest.BodyPublisher[] {
          BodyPublishers.ofByteArray(tenMegabytes),
          BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(tenMegabytes))
        }) {
      HttpResponse<String> answer =
          client()
              .send(
                  HttpRequest.newBuilder(uri("/api/open/x")).POST(publisher).build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(answer.headers().allValues("x-request-id")).hasSize(1);
      assertThat(answer.body()).contains("\"field\":\"body\"");
    }
    http.get("/api/open/x").expect(200);
  }

  @Test
  void saysSoWhenNobodyIsThere() {
    TestResponse answer = http.get("/api/nobody/x").expect(503);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(answer.json().path("requestId").asText()).isEqualTo(answer.header("x-request-id"));
  }

  @Test
  void saysSoWhenTheServiceTakesTooLongAndLetsItGo() {
    int before = upstream.left.get();
    TestResponse answer = http.get("/api/open/hang").expect(504);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/timeout");
    Eventually.eventually(() -> assertThat(upstream.left.get()).isGreaterThan(before));
  }

  @Test
  void saysSoWhenTheServiceHangsUp() {
    TestResponse answer = http.get("/api/open/drop").expect(502);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/bad-gateway");
  }

  @Test
  void breaksOffWhenTheServiceBreaksOff() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> http.get("/api/open/break"))
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void findsAServiceAgainThatWasKilled() throws Exception {
    try (StubUpstream other = StubUpstream.start();
        RunningService second =
            TestGateway.start(
                java.nio.file.Files.createTempDirectory(directory, "second"),
                TestGateway.routes(other))) {
      TestHttp through = TestHttp.at(second.address());
      through.get("/api/open/x").expect(200);
      other.kill();
      assertThat(through.get("/api/open/x").status()).isIn(502, 503);
      through.get("/api/open/x").expect(503);
      other.open();
      through.get("/api/open/x").expect(200);
    }
  }

  private static String received(TestResponse answer, String header) {
    return answer.json().path("headers").path(header).asText();
  }

  private static URI uri(String path) {
    return URI.create(gateway.address() + path);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }
}
