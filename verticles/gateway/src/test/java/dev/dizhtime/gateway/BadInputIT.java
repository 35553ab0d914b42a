package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.BadRequest;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.TestHttp;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIT {
  @TempDir static Path directory;

  private static StubUpstream upstream;
  private static RunningService gateway;
  private static TestHttp http;

  @BeforeAll
  static void start() {
    upstream = StubUpstream.start();
    gateway = TestGateway.start(directory, TestGateway.routes(upstream));
    http = TestHttp.at(gateway.address());
  }

  @AfterAll
  static void stop() {
    // Nothing of what is below may have come through.
    assertThat(upstream.requests).hasValue(0);
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest
  @MethodSource
  void refuses(BadRequest bad) {
    http.refuses(bad);
  }

  static Stream<BadRequest> refuses() {
    return Stream.of(
        BadRequest.get("an unknown path", "/elsewhere", 404, null),
        BadRequest.get("a prefix that is no whole element", "/api/openX", 404, null),
        BadRequest.get("an unknown file of the docs", "/api/docs/assets/passwd", 404, null),
        BadRequest.get("a way up", "/api/open/../closed/x", 400, "path"),
        BadRequest.get("an encoded way up", "/api/open/%2e%2e/closed/x", 400, "path"),
        BadRequest.get("an encoded slash", "/api/open%2F..%2Fclosed", 400, "path"),
        BadRequest.get("a letter encoded without need", "/api/%63losed/x", 400, "path"),
        BadRequest.get("an empty element", "/api/open//x", 400, "path"),
        BadRequest.get("a line break", "/api/open/%0d%0ax", 400, "path"),
        BadRequest.get("a way up to the docs", "/api/open/../docs", 400, "path"),
        BadRequest.get("no token", "/api/closed/x", 401, null),
        BadRequest.get("a token of another kind", "/api/closed/x", 401, null)
            .with("Authorization", "Basic YTpi"),
        BadRequest.post(
            "an upload without a token", "/api/closed/x", "x".repeat(200_000), 401, null),
        BadRequest.post("a large upload", "/api/open/x", "x".repeat(1_048_577), 413, "body"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TRACE /api/open/x HTTP/1.1              | 405
          CONNECT 127.0.0.1:22 HTTP/1.1           | 400
          GET * HTTP/1.1                          | 400
          GET api/open/x HTTP/1.1                 | 400
          GET http://other.host/../x HTTP/1.1     | 400
          GET /api/open/x\\y HTTP/1.1              | 400
          GET /api/open/x?q=LONG HTTP/1.1         | 414
          GET /api/open/x HTTP/1.1;X-Long: LONG   | 431
          GET /api/open/x HTTP/1.1;X Y: z         | 400
          POST /api/open/x HTTP/1.1;Content-Length: 5;Content-Length: 6 | 400
          POST /api/open/x HTTP/1.1;Content-Length: -5 | 400
          POST /api/open/x HTTP/1.1;Content-Length: 5;Transfer-Encoding: chunked | 400
          POST /api/open/x HTTP/1.1;Transfer-Encoding: chunked;Content-Length: 5 | 400
          POST /api/open/x HTTP/1.1;Transfer-Encoding: xchunked | 400
          POST /api/open/x HTTP/1.1;Transfer-Encoding: gzip, chunked | 400
          POST /api/open/x HTTP/1.1;Transfer-Encoding: chunked;Transfer-Encoding: identity | 400
          POST /api/open/x HTTP/1.0;Transfer-Encoding: chunked | 400
          GET /api/open/x HTTP/1.1;Host: y        | 400
          GET /api/open/x HTTP/1.1;Authorization: Bearer a;Authorization: Bearer b | 400
          GET http://x/api/open/x HTTP/1.1        | 400
          GET /api/open/x#part HTTP/1.1           | 400
          POST /api/open/x HTTP/1.1;Expect: 200-ok;Content-Length: 5 | 417
          """)
  void refusesWhatNoClientLibraryWouldSend(String lines, String status) throws IOException {
    String request = lines.replace("LONG", "x".repeat(40_000)).replace(";", "\r\n");
    assertThat(statusLine(request + "\r\nHost: x\r\n\r\n")).endsWith(" " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host: a b\r\n",
        "Host: a/b\r\n",
        "Host: me@a\r\n",
        "Host: [::1\r\n",
        "Host:\r\n"
      })
  void refusesHostsThatAreNone(String host) throws IOException {
    assertThat(statusLine("GET /api/open/x HTTP/1.1\r\n" + host + "\r\n")).endsWith(" 400");
  }

  @Test
  void neverReadsASecondRequestOutOfOneThatCouldBeTwo() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.httpPort())) {
      socket.setSoTimeout(30_000);
      send(
          socket,
          "POST /api/open/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "0\r\n\r\nGET /api/open/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(all.split("HTTP/1.1 ", -1)).as(all).hasSize(2);
      assertThat(all).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void anUnreadableRequestGetsAProblemToo() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.httpPort())) {
      send(socket, "GET /?q=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer)
          .contains("application/problem+json")
          .contains("x-request-id: ")
          .contains("\"requestId\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unreadable | GET /api/open/x HTTP/1.1;X Y: z
          large head | GET /api/open/x?q=LONG HTTP/1.1
          form       | GET /api/open/./x HTTP/1.1
          form       | TRACE /api/open/x HTTP/1.1
          large body | POST /api/open/x HTTP/1.1;Content-Length: 1048577
          """)
  void countsWhatItRefusesByTheReason(String why, String lines) throws IOException {
    double before = refused(why);
    String request = lines.replace("LONG", "x".repeat(40_000)).replace(";", "\r\n");
    statusLine(request + "\r\nHost: x\r\n\r\n");
    Eventually.eventually(() -> assertThat(refused(why)).isEqualTo(before + 1));
  }

  private static double refused(String why) {
    return TestHttp.at("http://127.0.0.1:" + gateway.managementPort())
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("dizhtime_gateway_refused_total"))
        .filter(line -> line.contains("\"" + why + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String statusLine(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.httpPort())) {
      socket.setSoTimeout(30_000);
      send(socket, request);
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(start, StandardCharsets.US_ASCII);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}
