package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies before the gateway, pages of other origins, compression, and what is tried again. */
class EdgeIT {
  @TempDir static Path directory;

  private static StubUpstream upstream;
  private static StubUpstream other;
  private static RunningService gateway;
  private static TestHttp http;

  @BeforeAll
  static void start() {
    upstream = StubUpstream.start();
    other = StubUpstream.start();
    gateway = TestGateway.start(directory, routes(), "TRUSTED_PROXIES", "127.0.0.0/8, 10.0.0.0/8");
    http = TestHttp.at(gateway.address());
  }

  private static String routes() {
    return """
    cors: { origins: ["https://any.example.org"] }
    routes:
      - { prefix: /api/open, upstream: "%1$s", token: optional }
      - { prefix: /shop, upstream: "%1$s", token: optional, compressed: false,
          cors: { origins: ["https://shop.example.org"], credentials: true,
                  headers: [content-type, authorization], maxAgeSeconds: 60 } }
      - { prefix: /both, upstreams: ["%1$s", "%2$s"], token: optional }
      - { prefix: /few, upstream: "%1$s", token: optional, rates: [
            { requests: 2, seconds: 3600, by: address },
            { requests: 3, seconds: 3600, by: route } ] }
      - { prefix: /one, upstream: "%1$s", token: optional, rates: [
            { requests: 1, seconds: 3600, by: address } ] }
      - { prefix: /secure, upstream: "%1$s", token: optional, httpsOnly: true }
    """
        .formatted(upstream.address(), other.address());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
    other.close();
  }

  @BeforeEach
  void well() {
    upstream.status = 0;
    other.status = 0;
  }

  @Test
  void passesOnWhatATrustedProxySaysAndAddsToIt() {
    JsonNode headers =
        http.get(
                "/api/open/x",
                "x-forwarded-for",
                "198.51.100.7, 10.1.1.1",
                "x-forwarded-proto",
                "https",
                "x-forwarded-host",
                "shop.example.org",
                "forwarded",
                "for=203.0.113.9;proto=https")
            .json()
            .path("headers");
    assertThat(headers.path("x-forwarded-for").asText())
        .isEqualTo("198.51.100.7, 10.1.1.1, 127.0.0.1");
    assertThat(headers.path("x-forwarded-proto").asText()).isEqualTo("https");
    assertThat(headers.path("x-forwarded-host").asText()).isEqualTo("shop.example.org");
    assertThat(headers.has("forwarded")).as("what those proxies don't write").isFalse();
  }

  @Test
  void aChainThatIsNotReadDoesNotGiveTheClientTheWord() {
    String[] much = {"x-forwarded-for", "203.0.113.8,".repeat(90) + "198.51.100.1"};
    String[] many = {"x-forwarded-for", "::1,".repeat(32) + "198.51.100.1"};
    http.get("/one/x", many[0], many[1], "forwarded", "for=203.0.113.1").expect(200);
    http.get("/one/x", many[0], many[1], "forwarded", "for=203.0.113.2").expect(429);
    http.get("/one/x", much[0], much[1], "forwarded", "for=203.0.113.3").expect(429);
    JsonNode headers = http.get("/api/open/x", much[0], much[1]).json().path("headers");
    assertThat(headers.path("x-forwarded-for").asText()).isEqualTo("127.0.0.1");
  }

  @Test
  void whereProxiesWriteForwardedAloneTheClientsOwnHeadersDoNotCount(@TempDir Path own) {
    try (RunningService rfc7239 =
        TestGateway.start(
            own,
            routes(),
            "TRUSTED_PROXIES",
            "127.0.0.0/8, 10.0.0.0/8",
            "FORWARDED_HEADER",
            "forwarded")) {
      TestHttp there = TestHttp.at(rfc7239.address());
      JsonNode headers =
          there
              .get(
                  "/api/open/x",
                  "forwarded",
                  "for=198.51.100.7;proto=https, for=10.1.1.1;proto=http",
                  "x-forwarded-for",
                  "203.0.113.9",
                  "x-forwarded-proto",
                  "http",
                  "x-forwarded-host",
                  "evil.example")
              .json()
              .path("headers");
      assertThat(headers.path("forwarded").asText())
          .isEqualTo(
              "for=198.51.100.7;proto=https, for=10.1.1.1;proto=http, for=127.0.0.1;proto=https");
      assertThat(headers.path("x-forwarded-for").asText())
          .isEqualTo("198.51.100.7, 10.1.1.1, 127.0.0.1");
      assertThat(headers.path("x-forwarded-proto").asText()).isEqualTo("https");
      assertThat(headers.path("x-forwarded-host").asText()).startsWith("127.0.0.1:");

      String said = "for=198.51.100.8, for=10.0.0.2";
      there.get("/one/x", "forwarded", said).expect(200);
      there.get("/one/x", "forwarded", said, "x-forwarded-for", "203.0.113.1").expect(429);
      // Neither a hop that hides nor how many the client makes up lets it choose its address.
      there.get("/one/x", "forwarded", "for=203.0.113.1, for=_hidden").expect(200);
      there.get("/one/x", "forwarded", "for=203.0.113.2, for=unknown").expect(429);
      there.get("/one/x", "forwarded", "for=203.0.113.3, ".repeat(32) + said).expect(429);
      there.get("/one/x", "forwarded", "for=\"203.0.113.4, " + said).expect(429);
    }
  }

  @Test
  void countsClientsBehindATrustedProxyApartAndTheRouteAsAWhole() {
    http.get("/few/x", "x-forwarded-for", "198.51.100.1").expect(200);
    http.get("/few/x", "x-forwarded-for", "198.51.100.1").expect(200);
    http.get("/few/x", "x-forwarded-for", "198.51.100.1").expect(429);
    // What stands before the last stranger is only what that stranger says.
    http.get("/few/x", "x-forwarded-for", "203.0.113.9, 198.51.100.1, 10.0.0.2").expect(429);
    http.get("/few/x", "x-forwarded-for", "198.51.100.2").expect(200);
    http.get("/few/x", "x-forwarded-for", "198.51.100.3").expect(429);
  }

  @Test
  void dropsHeadersThatAreForOneHopAlone() throws IOException {
    JsonNode headers =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(
                raw(
                    "GET /api/open/x HTTP/1.0\r\n"
                        + "Host: x\r\n"
                        + "Connection: close\r\n"
                        + "Connection: x-mine\r\n"
                        + "X-Mine: 1\r\n"
                        + "TE: trailers\r\n"
                        + "Keep-Alive: 5\r\n"
                        + "Proxy-Authorization: x\r\n"
                        + "X-Other: 2\r\n\r\n"))
            .path("headers");
    assertThat(headers.has("x-mine")).isFalse();
    assertThat(headers.has("te")).isFalse();
    assertThat(headers.has("keep-alive")).isFalse();
    assertThat(headers.has("proxy-authorization")).isFalse();
    assertThat(headers.path("x-other").asText()).isEqualTo("2");
    assertThat(http.get("/api/open/words").headers().map()).doesNotContainKey("x-internal");
  }

  private static String raw(String request) throws IOException {
    try (var socket = new java.net.Socket("127.0.0.1", gateway.httpPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  @Test
  void answersPreflightRequestsItself() throws Exception {
    int before = upstream.requests.get();
    HttpResponse<String> good = preflight("/shop/x", "https://shop.example.org", "content-type");
    assertThat(good.statusCode()).isEqualTo(204);
    assertThat(good.headers().firstValue("access-control-allow-origin"))
        .hasValue("https://shop.example.org");
    assertThat(good.headers().firstValue("access-control-allow-credentials")).hasValue("true");
    assertThat(good.headers().firstValue("access-control-max-age")).hasValue("60");
    assertThat(good.headers().firstValue("vary")).hasValue("origin");

    assertThat(preflight("/shop/x", "https://evil.example", "content-type").statusCode())
        .isEqualTo(403);
    assertThat(preflight("/shop/x", "https://shop.example.org", "x-admin").statusCode())
        .isEqualTo(403);
    assertThat(preflight("/api/open/x", "https://any.example.org", "authorization").statusCode())
        .isEqualTo(204);
    assertThat(upstream.requests).hasValue(before);
  }

  @Test
  void tellsPagesOfOtherOriginsWhatItsConfigurationSaysAndNotWhatAServiceSays() {
    TestResponse allowed = http.get("/shop/words", "origin", "https://shop.example.org");
    assertThat(allowed.headers().allValues("access-control-allow-origin"))
        .containsExactly("https://shop.example.org");
    TestResponse stranger = http.get("/shop/words", "origin", "https://evil.example").expect(200);
    assertThat(stranger.headers().allValues("access-control-allow-origin")).isEmpty();
  }

  @Test
  void compressesWhatIsWorthIt() throws IOException {
    HttpResponse<byte[]> small = bytes("/api/open/words", "gzip, br");
    assertThat(small.headers().firstValue("content-encoding")).hasValue("gzip");
    assertThat(small.headers().firstValue("etag")).hasValue("W/\"v1\"");
    assertThat(small.headers().allValues("vary")).contains("accept-encoding");
    assertThat(small.body().length).isLessThan(500);
    byte[] all = new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes();
    assertThat(new String(all, StandardCharsets.UTF_8)).startsWith("[\"words, ").endsWith("\"]");

    for (List<String> not :
        List.of(
            List.of("/api/open/words", "gzip;q=0"),
            List.of("/api/open/words", "br"),
            List.of("/shop/words", "gzip"),
            List.of("/api/open/part", "gzip"),
            List.of("/api/open/page", "gzip"))) {
      assertThat(bytes(not.get(0), not.get(1)).headers().firstValue("content-encoding"))
          .as(not.toString())
          .isEmpty();
    }
  }

  @Test
  void passesPartsOn() {
    TestResponse part = http.get("/api/open/part", "range", "bytes=2-4").expect(206);
    assertThat(part.header("content-range")).isEqualTo("bytes 2-4/10");
    assertThat(part.body()).isEqualTo("cde");
  }

  @Test
  void asksAnotherEndpointWhenOneIsNotWellAndAskingTwiceDoesNoHarm() {
    upstream.status = 503;
    for (int i = 0; i < 10; i++) {
      http.get("/both/x").expect(200);
    }
  }

  @Test
  void neverSendsTwiceWhatMayHaveHadItsEffect() {
    upstream.status = 503;
    other.status = 503;
    int before = upstream.requests.get() + other.requests.get();
    http.post("/both/x", "{}").expect(503);
    assertThat(upstream.requests.get() + other.requests.get()).isEqualTo(before + 1);
  }

  @Test
  void sendsRequestsWithoutTlsToTheSameAddressWithIt() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(gateway.address() + "/secure/x?y=1")).build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(answer.headers().firstValue("location")).hasValue("https://127.0.0.1/secure/x?y=1");
    TestResponse behindTls = http.get("/secure/x", "x-forwarded-proto", "https").expect(200);
    assertThat(behindTls.header("strict-transport-security")).isEqualTo("max-age=31536000");
  }

  private static HttpResponse<String> preflight(String path, String origin, String headers)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(gateway.address() + path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", headers)
                .build(),
            BodyHandlers.ofString());
  }

  private static HttpResponse<byte[]> bytes(String path, String encoding) throws IOException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(gateway.address() + path))
                  .header("accept-encoding", encoding)
                  .build(),
              BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
