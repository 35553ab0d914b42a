package dev.dizhtime.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.telemetry.RequestId;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.TestHttp;
import io.opentelemetry.api.trace.Span;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ObservationIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir static Path directory;

  private static StubUpstream upstream;
  private static RunningService gateway;
  private static TestHttp http;

  /** A line with what the encoder would write beside it. */
  private record Line(String text, String requestId, String traceId) {}

  /** Reads what is current where and when the line is logged, as the encoder does. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    final Queue<Line> seen = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      seen.add(
          new Line(
              event.getFormattedMessage(),
              RequestId.current().orElse("none"),
              Span.current().getSpanContext().getTraceId()));
    }
  }

  @BeforeAll
  static void start() {
    upstream = StubUpstream.start();
    gateway = TestGateway.start(directory, TestGateway.routes(upstream));
    http = TestHttp.at(gateway.address());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void everyRequestHasOneLineWithItsRequestIdAndTrace() {
    Lines lines = new Lines();
    lines.start();
    Logger access = (Logger) LoggerFactory.getLogger("dizhtime.access");
    access.addAppender(lines);
    try {
      http.get(
          "/api/open/x?lat=52.5",
          "x-request-id",
          "observed-1",
          "traceparent",
          "00-" + TRACE + "-00f067aa0ba902b7-01");
      http.get("/elsewhere", "x-request-id", "observed-2");
      Eventually.eventually(() -> assertThat(lines.seen).hasSize(2));
    } finally {
      access.detachAppender(lines);
    }
    Line forwarded = lines.seen.poll();
    assertThat(forwarded.text()).startsWith("GET /api/open/x answered 200").doesNotContain("lat");
    assertThat(forwarded.requestId()).isEqualTo("observed-1");
    assertThat(forwarded.traceId()).isEqualTo(TRACE);
    Line refused = lines.seen.poll();
    assertThat(refused.text()).startsWith("GET /elsewhere answered 404");
    assertThat(refused.requestId()).isEqualTo("observed-2");
  }

  @Test
  void measuresByRouteAndNeverByPath() {
    http.get("/api/open/some-order-id").expect(200);
    http.get("/nowhere/some-order-id").expect(404);
    http.get("/api/docs").expect(200);
    String metrics =
        TestHttp.at("http://127.0.0.1:" + gateway.managementPort()).get("/metrics").body();
    assertThat(metrics)
        .contains("http_server_request_duration_seconds_count")
        .contains("http_route=\"/api/open\"")
        .contains("http_route=\"none\"")
        .contains("http_route=\"/api/docs\"")
        .doesNotContain("some-order-id");
  }
}
