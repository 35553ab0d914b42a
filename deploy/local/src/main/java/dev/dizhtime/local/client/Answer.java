package dev.dizhtime.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Set;

/** What the platform answered; {@code body} is a null node when it was no JSON. */
public record Answer(int status, JsonNode body, HttpHeaders headers) {
  private static final Set<Integer> NOT_NOW = Set.of(429, 502, 503, 504);

  /** Whether the same request may succeed a little later. */
  public boolean tryAgain() {
    return NOT_NOW.contains(status);
  }

  /** Whether it was done. */
  public boolean done() {
    return status >= 200 && status < 300;
  }

  /** The body of what was done; throws {@link ApiException} with the platform's words otherwise. */
  public JsonNode orThrow(String what) {
    if (!done()) {
      throw new ApiException("%s was refused (%d%s)".formatted(what, status, words()));
    }
    return body;
  }

  /** Why it was refused, or nothing. */
  public String words() {
    var detail = body.path("detail").asText(body.path("title").asText(""));
    return detail.isEmpty() ? "" : ": " + detail;
  }

  /** A text of the body; empty when it is not there. */
  public String text(String field) {
    return body.path(field).asText("");
  }

  /** A header; empty when it is not there. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
