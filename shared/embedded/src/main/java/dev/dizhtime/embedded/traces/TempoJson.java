package dev.dizhtime.embedded.traces;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Base64;
import java.util.List;

/**
 * Answers in the form of <a href="https://grafana.com/docs/tempo/latest/api_docs/">Tempo's HTTP
 * API</a>: ids in Base64 and 64-bit numbers as text, as protocol buffers are written in JSON.
 */
final class TempoJson {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private TempoJson() {}

  /** The answer to {@code /api/v2/traces/ID}. */
  static byte[] trace(List<ResourceSpans> resources) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putObject("trace").putArray("resourceSpans");
    for (ResourceSpans each : resources) {
      ObjectNode one = list.addObject();
      attributes(
          one.putObject("resource").putArray("attributes"), each.getResource().getAttributesList());
      ArrayNode scopes = one.putArray("scopeSpans");
      each.getScopeSpansList()
          .forEach(
              scope -> {
                ArrayNode spans = scopes.addObject().putArray("spans");
                scope.getSpansList().forEach(span -> span(spans.addObject(), span));
              });
    }
    return bytes(answer);
  }

  /** The answer to {@code /api/search}. */
  static byte[] found(List<String> traceIds) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode traces = answer.putArray("traces");
    traceIds.forEach(id -> traces.addObject().put("traceID", id));
    return bytes(answer);
  }

  /** The answer to {@code /status}. */
  static byte[] state(SpanStore.State state, long maxBytes, long maxAgeSeconds) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("spans", state.spans()).put("bytes", state.bytes()).put("maxBytes", maxBytes);
    answer.put("maxAgeSeconds", maxAgeSeconds).put("letGo", state.letGo());
    answer.put("oldest", state.oldest() == null ? null : state.oldest().toString());
    return bytes(answer);
  }

  /** A problem as in RFC 9457. */
  static byte[] problem(int status, String title, String detail) {
    return bytes(
        JSON.createObjectNode().put("status", status).put("title", title).put("detail", detail));
  }

  private static void span(ObjectNode to, Span span) {
    to.put("traceId", base64(span.getTraceId()));
    to.put("spanId", base64(span.getSpanId()));
    if (!span.getParentSpanId().isEmpty()) {
      to.put("parentSpanId", base64(span.getParentSpanId()));
    }
    to.put("name", span.getName());
    to.put("kind", span.getKind().name());
    to.put("startTimeUnixNano", Long.toUnsignedString(span.getStartTimeUnixNano()));
    to.put("endTimeUnixNano", Long.toUnsignedString(span.getEndTimeUnixNano()));
    attributes(to.putArray("attributes"), span.getAttributesList());
    ObjectNode status = to.putObject("status").put("code", span.getStatus().getCode().name());
    if (!span.getStatus().getMessage().isEmpty()) {
      status.put("message", span.getStatus().getMessage());
    }
  }

  private static void attributes(ArrayNode to, List<KeyValue> attributes) {
    attributes.forEach(
        each ->
            value(to.addObject().put("key", each.getKey()).putObject("value"), each.getValue()));
  }

  private static void value(ObjectNode to, AnyValue value) {
    switch (value.getValueCase()) {
      case INT_VALUE -> to.put("intValue", Long.toString(value.getIntValue()));
      case DOUBLE_VALUE -> to.put("doubleValue", value.getDoubleValue());
      case BOOL_VALUE -> to.put("boolValue", value.getBoolValue());
      case BYTES_VALUE -> to.put("bytesValue", base64(value.getBytesValue()));
      case ARRAY_VALUE -> {
        ArrayNode values = to.putObject("arrayValue").putArray("values");
        value.getArrayValue().getValuesList().forEach(each -> value(values.addObject(), each));
      }
      case KVLIST_VALUE ->
          attributes(
              to.putObject("kvlistValue").putArray("values"),
              value.getKvlistValue().getValuesList());
      case STRING_VALUE, VALUE_NOT_SET -> to.put("stringValue", value.getStringValue());
    }
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
