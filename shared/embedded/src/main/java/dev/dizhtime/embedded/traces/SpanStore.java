package dev.dizhtime.embedded.traces;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The spans of the last while, in memory, bounded by age and by bytes: the oldest go first. They
 * are found by the id of their trace, and by the id of the request that they did something for.
 */
public final class SpanStore {
  /** The attribute of a span with the id of the request. */
  public static final String REQUEST_ID = "dizhtime.request_id";

  /** Spans of one trace that are given out at most. */
  public static final int MAX_SPANS_OF_TRACE = 5_000;

  private static final String SERVICE_NAME = "service.name";

  /** What a span weighs beside its bytes: its place in a queue, a list and two maps. */
  private static final int OVERHEAD_BYTES = 320;

  private final long maxBytes;
  private final Duration maxAge;
  private final InstantSource clock;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final Map<String, Deque<Kept>> byTrace = new HashMap<>();
  private final Map<String, SequencedMap<String, Integer>> byRequest = new HashMap<>();
  private long bytes;
  private long letGo;

  private record Kept(Instant at, String traceId, String requestId, byte[] span) {
    int weight() {
      return span.length + OVERHEAD_BYTES;
    }
  }

  /**
   * What it holds at present.
   *
   * @param bytes an estimate of the memory taken
   * @param letGo spans that gave way to the bounds since the start
   * @param oldest when the oldest one came, or null when there is none
   */
  public record State(int spans, long bytes, long letGo, Instant oldest) {}

  /** An empty one that holds {@code maxBytes} and {@code maxAge} at most. */
  public SpanStore(long maxBytes, Duration maxAge, InstantSource clock) {
    this.maxBytes = maxBytes;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /** Keeps these; of their resources only the service's name. */
  public synchronized void add(List<ResourceSpans> resources) {
    Instant now = clock.instant();
    for (ResourceSpans each : resources) {
      Resource.Builder service = Resource.newBuilder();
      each.getResource().getAttributesList().stream()
          .filter(attribute -> SERVICE_NAME.equals(attribute.getKey()))
          .findFirst()
          .ifPresent(service::addAttributes);
      each.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> add(now, service, span));
    }
    makeRoom(now);
  }

  private void add(Instant now, Resource.Builder service, Span span) {
    byte[] alone =
        ResourceSpans.newBuilder()
            .setResource(service)
            .addScopeSpans(ScopeSpans.newBuilder().addSpans(span))
            .build()
            .toByteArray();
    var fresh = new Kept(now, hex(span.getTraceId()), requestId(span), alone);
    kept.add(fresh);
    bytes += fresh.weight();
    byTrace.computeIfAbsent(fresh.traceId, _ -> new ArrayDeque<>()).add(fresh);
    if (fresh.requestId != null) {
      byRequest
          .computeIfAbsent(fresh.requestId, _ -> new LinkedHashMap<>())
          .merge(fresh.traceId, 1, Integer::sum);
    }
  }

  private void makeRoom(Instant now) {
    Instant tooOld = now.minus(maxAge);
    while (!kept.isEmpty() && (bytes > maxBytes || kept.peek().at.isBefore(tooOld))) {
      Kept oldest = kept.remove();
      bytes -= oldest.weight();
      letGo++;
      Deque<Kept> trace = byTrace.get(oldest.traceId);
      trace.remove();
      if (trace.isEmpty()) {
        byTrace.remove(oldest.traceId);
      }
      forget(oldest);
    }
  }

  private void forget(Kept oldest) {
    if (oldest.requestId == null) {
      return;
    }
    SequencedMap<String, Integer> traces = byRequest.get(oldest.requestId);
    traces.computeIfPresent(oldest.traceId, (_, count) -> count == 1 ? null : count - 1);
    if (traces.isEmpty()) {
      byRequest.remove(oldest.requestId);
    }
  }

  /**
   * The spans of a trace in the order in which they came, {@value #MAX_SPANS_OF_TRACE} at most;
   * none when it is not known.
   *
   * @param traceId 32 hexadecimal digits, in lower case
   */
  public synchronized List<ResourceSpans> trace(String traceId) {
    makeRoom(clock.instant());
    List<ResourceSpans> spans = new ArrayList<>();
    for (Kept each : byTrace.getOrDefault(traceId, new ArrayDeque<>())) {
      if (spans.size() == MAX_SPANS_OF_TRACE) {
        break;
      }
      spans.add(read(each));
    }
    return spans;
  }

  /** The traces that have a span with this request id, oldest first, {@code limit} at most. */
  public synchronized List<String> tracesOf(String requestId, int limit) {
    makeRoom(clock.instant());
    return byRequest.getOrDefault(requestId, new LinkedHashMap<>()).sequencedKeySet().stream()
        .limit(limit)
        .toList();
  }

  /** What it holds at present. */
  public synchronized State state() {
    makeRoom(clock.instant());
    return new State(kept.size(), bytes, letGo, kept.isEmpty() ? null : kept.peek().at);
  }

  private static ResourceSpans read(Kept each) {
    try {
      return ResourceSpans.parseFrom(each.span);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what was written can't be read", e);
    }
  }

  private static String requestId(Span span) {
    return span.getAttributesList().stream()
        .filter(attribute -> REQUEST_ID.equals(attribute.getKey()))
        .map(KeyValue::getValue)
        .findFirst()
        .map(value -> value.getStringValue())
        .orElse(null);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
