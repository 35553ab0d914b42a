package dev.dizhtime.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A record as it stands on a topic.
 *
 * @param key the aggregate's id
 * @param type the CloudEvents type, or "" when the record has none
 * @param json the payload; a missing node when it is not JSON
 * @param headers by name, the last of each
 */
public record Event(
    String key,
    String type,
    JsonNode json,
    Map<String, String> headers,
    int partition,
    long offset) {
  public Event {
    headers = Map.copyOf(headers);
  }

  /** The header, or "" when there is none. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
