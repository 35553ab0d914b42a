package dev.dizhtime.runtime.traces;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Reads what Tempo answers: OTLP as protocol buffers are written in JSON, with ids in Base64 or, as
 * OTLP itself has it, in hexadecimal digits.
 */
final class TempoAnswers {
  private static final int SPAN_ID_DIGITS = 16;
  private static final int TRACE_ID_DIGITS = 32;
  private static final long NANOS = 1_000_000_000L;

  private TempoAnswers() {}

  /** The spans in an answer of {@code /api/v2/traces/ID}. */
  static List<TracedSpan> spans(JsonNode answer) {
    List<TracedSpan> spans = new ArrayList<>();
    JsonNode trace = answer.path("trace");
    for (JsonNode resource :
        trace.has("batches") ? trace.path("batches") : trace.path("resourceSpans")) {
      String service =
          attributes(resource.path("resource").path("attributes"))
              .getOrDefault("service.name", "?");
      for (JsonNode scope : resource.path("scopeSpans")) {
        scope.path("spans").forEach(span -> spans.add(span(service, span)));
      }
    }
    return spans;
  }

  /** The ids of the traces in an answer of {@code /api/search}, 32 digits each. */
  static List<String> found(JsonNode answer) {
    return StreamSupport.stream(answer.path("traces").spliterator(), false)
        .map(each -> each.path("traceID").asText())
        .filter(id -> !id.isEmpty())
        // Tempo leaves out zeros in front.
        .map(id -> "0".repeat(Math.max(0, TRACE_ID_DIGITS - id.length())) + id)
        .toList();
  }

  private static TracedSpan span(String service, JsonNode span) {
    Instant start = instant(span.path("startTimeUnixNano"));
    return new TracedSpan(
        id(span.path("traceId").asText(), TRACE_ID_DIGITS),
        id(span.path("spanId").asText(), SPAN_ID_DIGITS),
        id(span.path("parentSpanId").asText(""), SPAN_ID_DIGITS),
        service,
        span.path("name").asText(),
        span.path("kind").asText().replaceFirst("^SPAN_KIND_", ""),
        start,
        Duration.between(start, instant(span.path("endTimeUnixNano"))),
        "STATUS_CODE_ERROR".equals(span.path("status").path("code").asText()),
        attributes(span.path("attributes")));
  }

  private static String id(String text, int digits) {
    if (text.isEmpty() || text.length() == digits && text.matches("[0-9a-fA-F]+")) {
      return text;
    }
    return HexFormat.of().formatHex(Base64.getDecoder().decode(text));
  }

  private static Instant instant(JsonNode nanos) {
    long value = Long.parseUnsignedLong(nanos.asText("0"));
    return Instant.ofEpochSecond(value / NANOS, value % NANOS);
  }

  private static Map<String, String> attributes(JsonNode list) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (JsonNode each : list) {
      JsonNode value = each.path("value");
      // Whichever of stringValue, intValue and so on it has.
      JsonNode only = value.isEmpty() ? value : value.elements().next();
      attributes.put(
          each.path("key").asText(), only.isValueNode() ? only.asText() : only.toString());
    }
    return attributes;
  }
}
