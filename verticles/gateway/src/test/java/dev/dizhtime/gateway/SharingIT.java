package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests are shared out among endpoints, and not without end. */
class SharingIT {
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir Path directory;
  private StubUpstream one;
  private StubUpstream other;
  private RunningService gateway;
  private TestHttp http;

  @BeforeEach
  void start() {
    one = StubUpstream.start();
    other = StubUpstream.start();
    String routes =
        """
        routes:
          - { prefix: /both, upstreams: ["%1$s", "%2$s"], token: optional }
          - { prefix: /half, upstreams: ["%3$s", "%1$s"], token: optional }
          - { prefix: /dead, upstream: "%3$s", token: optional }
          - { prefix: /few, upstream: "%1$s", token: optional,
              rate: { requests: 3, seconds: 3600, by: address } }
        """
            .formatted(one.address(), other.address(), NOBODY);
    gateway = TestGateway.start(directory, routes);
    http = TestHttp.at(gateway.address());
  }

  @AfterEach
  void stop() {
    gateway.close();
    one.close();
    other.close();
  }

  @Test
  void bothEndpointsGetRequests() {
    for (int i = 0; i < 40; i++) {
      http.get("/both/x").expect(200);
    }
    assertThat(one.requests.get() + other.requests.get()).isEqualTo(40);
    assertThat(one.requests).hasPositiveValue();
    assertThat(other.requests).hasPositiveValue();
  }

  @Test
  void anEndpointThatCanNotBeReachedCostsNoRequest() {
    for (int i = 0; i < 40; i++) {
      http.post("/half/x", "{}").expect(200);
    }
    assertThat(one.requests).hasValue(40);
  }

  @Test
  void whereNobodyAnswersItIsSaidAtOnce() {
    for (int i = 0; i < 20; i++) {
      TestResponse answer = http.get("/dead/x").expect(503);
      assertThat(answer.header("retry-after")).isEqualTo("1");
    }
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeAgain() {
    for (int left = 2; left >= 0; left--) {
      TestResponse answer = http.get("/few/x").expect(200);
      assertThat(answer.header("ratelimit")).startsWith("\"default\";r=" + left + ";t=");
      assertThat(answer.header("ratelimit-policy")).isEqualTo("\"default\";q=3;w=3600");
    }

    TestResponse refused = http.get("/few/x").expect(429);

    assertThat(refused.json().path("type").asText()).isEqualTo("/problems/too-many-requests");
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 1_200);
    assertThat(refused.header("ratelimit")).startsWith("\"default\";r=0;t=");
    assertThat(one.requests).hasValue(3);
    http.get("/both/x").expect(200);
  }
}
