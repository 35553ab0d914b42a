package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;

/**
 * What a service answered.
 *
 * @param request method and path, for messages
 * @param json the body; a missing node when it is not JSON
 */
public record TestResponse(
    String request, int status, HttpHeaders headers, String body, JsonNode json) {
  static TestResponse of(String request, int status, HttpHeaders headers, String body) {
    return new TestResponse(request, status, headers, body, parse(body));
  }

  /** Fails with the whole body when the status is another. Returns this. */
  public TestResponse expect(int expectedStatus) {
    assertThat(status)
        .as("status of %s, whose body is: %s", request, body)
        .isEqualTo(expectedStatus);
    return this;
  }

  /** The header, or "" when there is none. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  private static JsonNode parse(String body) {
    try {
      return TestJson.MAPPER.readTree(body);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
