package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionIT {
  @TempDir static Path directory;

  private static StubUpstream first;
  private static StubUpstream second;
  private static RunningService gateway;
  private static TestHttp http;

  @BeforeAll
  static void start() {
    first = StubUpstream.start(description("/api/first/x"));
    second = StubUpstream.start(description("/api/second/x"));
    gateway =
        TestGateway.start(
            directory,
            """
            routes:
              - { prefix: /api/first, upstream: "%s", token: optional }
              - { prefix: /api/second, upstream: "%s", token: required }
              - { prefix: /api/third, upstream: "http://127.0.0.1:1", token: required, service: lost }
            """
                .formatted(first.address(), second.address()));
    http = TestHttp.at(gateway.address());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    first.close();
    second.close();
  }

  @Test
  void servesOneDescriptionOfAllAndSaysWhoIsMissing() {
    // Who does not answer within two seconds is asked again a while later.
    Eventually.within(Duration.ofSeconds(60), DescriptionIT::describesAllButOne);
    int read = first.requests.get();
    describesAllButOne();
    assertThat(first.requests).as("kept once it was read").hasValue(read);
  }

  private static void describesAllButOne() {
    JsonNode document = http.get("/api/openapi.json").expect(200).json();
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(document.path("paths").has("/api/first/x")).isTrue();
    assertThat(document.path("paths").has("/api/second/x")).isTrue();
    assertThat(document.path("x-unavailable").toString()).isEqualTo("[\"lost\"]");
  }

  @Test
  void servesThePageWithAllItNeeds() {
    TestResponse page = http.get("/api/docs").expect(200);
    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.headers().allValues("content-security-policy"))
        .singleElement()
        .asString()
        .contains("script-src 'self';")
        .doesNotContain("unsafe-eval");
    assertThat(page.body()).doesNotContain("https://").doesNotContain("<script>");
    for (String asset :
        new String[] {"swagger-ui.js", "swagger-ui.css", "docs.js", "favicon.png"}) {
      TestResponse file = http.get("/api/docs/assets/" + asset).expect(200);
      assertThat(page.body() + file.body()).contains(asset.equals("docs.js") ? "openapi.json" : "");
      assertThat(file.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(page.body()).contains("/api/docs/assets/" + asset);
    }
  }

  private static JsonObject description(String path) {
    return new JsonObject()
        .put("paths", new JsonObject().put(path, new JsonObject().put("get", new JsonObject())));
  }
}
