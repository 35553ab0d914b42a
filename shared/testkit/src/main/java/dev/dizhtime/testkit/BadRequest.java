package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One row of a table of bad inputs.
 *
 * @param name of the case, as a sentence
 * @param headers added to the request; an Authorization here replaces the client's token
 * @param body as in {@link TestHttp}
 * @param expectedField the field that the problem names, or null when it is not about a field
 */
public record BadRequest(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    Object body,
    int expectedStatus,
    String expectedField) {
  /** Class names, stack frames, SQL states and Java's words for what it could not do. */
  private static final Pattern LEAK =
      Pattern.compile(
          "\\bat [\\w.$]+\\([\\w.]+:\\d+\\)|(?:java|javax|io|com|org|dev)\\.[a-z]\\w*\\.[\\w.$]+"
              + "|\\w+(?:Exception|Error)\\b|SQLSTATE");

  public BadRequest {
    headers = Map.copyOf(headers);
  }

  /** A POST without headers of its own. */
  public static BadRequest post(
      String name, String path, Object body, int expectedStatus, String expectedField) {
    return new BadRequest(name, "POST", path, Map.of(), body, expectedStatus, expectedField);
  }

  /** A GET without headers of its own. */
  public static BadRequest get(String name, String path, int expectedStatus, String expectedField) {
    return new BadRequest(name, "GET", path, Map.of(), null, expectedStatus, expectedField);
  }

  /** The same case with one more header. */
  public BadRequest with(String header, String value) {
    var more = new java.util.HashMap<>(headers);
    more.put(header, value);
    return new BadRequest(name, method, path, more, body, expectedStatus, expectedField);
  }

  String[] headerPairs() {
    return headers.entrySet().stream()
        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
        .toArray(String[]::new);
  }

  /**
   * Fails unless the answer is a problem with the status and field, and tells nothing of our code.
   */
  public void check(TestResponse response) {
    response.expect(expectedStatus);
    assertThat(response.header("Content-Type"))
        .as("%s: content type of %s", name, response.body())
        .startsWith("application/problem+json");
    assertThat(response.json().path("status").asInt())
        .as("%s: status in %s", name, response.body())
        .isEqualTo(expectedStatus);
    assertThat(LEAK.matcher(response.body()).results().map(java.util.regex.MatchResult::group))
        .as("%s: what the answer tells of our code: %s", name, response.body())
        .isEmpty();
    if (expectedField != null) {
      assertThat(namesField(response))
          .as("%s: the problem names %s: %s", name, expectedField, response.body())
          .isTrue();
    }
  }

  private boolean namesField(TestResponse response) {
    var errors = response.json().path("errors");
    return StreamSupport.stream(errors.spliterator(), false)
            .anyMatch(error -> error.path("field").asText().contains(expectedField))
        || response.json().path("detail").asText().contains(expectedField);
  }

  @Override
  public String toString() {
    return name;
  }
}
