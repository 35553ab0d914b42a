package dev.dizhtime.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Where the next page begins: after the sort values of the last hit of this one. */
final class Cursor {
  /** Every order has three keys: open, what it is about, and the id. */
  static final int KEYS = 3;

  private static final int MAX_LENGTH = 400;

  private Cursor() {}

  static String of(Search search, List<FieldValue> after) {
    var content =
        Map.of("q", search.fingerprint(), "after", after.stream().map(FieldValue::_get).toList());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(content).getBytes(StandardCharsets.UTF_8));
  }

  /** The sort values; empty when it is no cursor of this search. */
  static Optional<List<FieldValue>> read(Search search, String cursor) {
    if (cursor.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      JsonNode content = Json.STRICT.readTree(Base64.getUrlDecoder().decode(cursor));
      JsonNode after = content.path("after");
      boolean ours =
          search.fingerprint().equals(content.path("q").asText())
              && after.isArray()
              && after.size() == KEYS
              && (after.get(0).isNumber() || after.get(0).isBoolean())
              && (after.get(1).isNumber() || after.get(1).isTextual())
              && after.get(2).isTextual();
      return ours
          ? Optional.of(
              StreamSupport.stream(after.spliterator(), false).map(Cursor::value).toList())
          : Optional.empty();
    } catch (IllegalArgumentException | IOException _) {
      return Optional.empty();
    }
  }

  private static FieldValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> FieldValue.of(node.booleanValue());
      case STRING -> FieldValue.of(node.textValue());
      default ->
          node.isIntegralNumber()
              ? FieldValue.of(node.longValue())
              : FieldValue.of(node.doubleValue());
    };
  }
}
