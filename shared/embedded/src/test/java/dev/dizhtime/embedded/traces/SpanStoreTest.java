package dev.dizhtime.embedded.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Instant now = NOON;
  private final SpanStore store = new SpanStore(4_000, Duration.ofHours(1), () -> now);

  @Test
  void findsTheTracesOfARequest() {
    store.add(List.of(span(1, 1, "request-1"), span(1, 2, null), span(2, 3, "request-1")));
    store.add(List.of(span(3, 4, "request-2")));
    assertThat(store.tracesOf("request-1", 10)).containsExactly(id(1), id(2));
    assertThat(store.tracesOf("request-1", 1)).containsExactly(id(1));
    assertThat(store.trace(id(1))).hasSize(2);
    assertThat(store.trace(id(9))).isEmpty();
    assertThat(store.tracesOf("nobody", 10)).isEmpty();
  }

  @Test
  void letsTheOldestGoRatherThanGrow() {
    for (int i = 1; i <= 100; i++) {
      store.add(List.of(span(i, i, "request-" + i)));
    }
    assertThat(store.state().bytes()).isBetween(3_000L, 4_000L);
    assertThat(store.state().spans() + store.state().letGo()).isEqualTo(100);
    assertThat(store.trace(id(100))).hasSize(1);
    assertThat(store.trace(id(1))).isEmpty();
    assertThat(store.tracesOf("request-1", 1)).isEmpty();
    assertThat(store.tracesOf("request-100", 1)).containsExactly(id(100));
  }

  @Test
  void letsGoWhatIsOlderThanAnHour() {
    store.add(List.of(span(1, 1, "request-1")));
    now = NOON.plus(Duration.ofMinutes(30));
    store.add(List.of(span(1, 2, "request-1")));
    now = NOON.plus(Duration.ofMinutes(61));
    assertThat(store.trace(id(1))).hasSize(1);
    assertThat(store.tracesOf("request-1", 1)).containsExactly(id(1));
    assertThat(store.state().oldest()).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
    now = NOON.plus(Duration.ofMinutes(91));
    assertThat(store.state()).isEqualTo(new SpanStore.State(0, 0, 2, null));
    assertThat(store.tracesOf("request-1", 1)).isEmpty();
  }

  @Test
  void keepsOfTheResourceTheServiceOnly() {
    store.add(List.of(span(1, 1, "request-1")));
    assertThat(store.trace(id(1)).getFirst().getResource().getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("service.name");
  }

  private static ResourceSpans span(int trace, int number, String requestId) {
    var span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(id(trace))))
            .setSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) number}))
            .setName("work");
    if (requestId != null) {
      span.addAttributes(attribute(SpanStore.REQUEST_ID, requestId));
    }
    return ResourceSpans.newBuilder()
        .setResource(
            Resource.newBuilder()
                .addAttributes(attribute("telemetry.sdk.name", "opentelemetry"))
                .addAttributes(attribute("service.name", "order")))
        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span))
        .build();
  }

  private static KeyValue attribute(String name, String value) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static String id(int trace) {
    return "%032x".formatted(trace);
  }
}
