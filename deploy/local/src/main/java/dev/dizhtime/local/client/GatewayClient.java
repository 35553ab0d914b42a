package dev.dizhtime.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Speaks to the platform as anybody else does: JSON over HTTP through the gateway. What says "not
 * now" (503, 429, no connection) is asked again a few times, since every request that we send may
 * be sent twice.
 */
public final class GatewayClient implements AutoCloseable {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);
  private static final int USUAL_ATTEMPTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String address;
  private final Duration timeout;
  private final int attempts;

  /** {@code address} without a slash at the end, e.g. {@code http://127.0.0.1:8080}. */
  public GatewayClient(String address) {
    this(address, USUAL_TIMEOUT, USUAL_ATTEMPTS);
  }

  /**
   * For callers with a patience of their own.
   *
   * @param timeout of one attempt
   * @param attempts how often a request is sent at most, from 1
   */
  public GatewayClient(String address, Duration timeout, int attempts) {
    this.address = address;
    this.timeout = timeout;
    this.attempts = attempts;
  }

  /** A request; {@code token} and {@code body} may be null. */
  public record Request(
      String method, String path, String token, Map<String, String> headers, Object body) {}

  /** An anonymous GET. */
  public Answer get(String path) {
    return send(new Request("GET", path, null, Map.of(), null));
  }

  /** An anonymous POST. */
  public Answer post(String path, Object body) {
    return send(new Request("POST", path, null, Map.of(), body));
  }

  /**
   * Sends the request and waits for the answer, whatever its status.
   *
   * @throws ApiException when no answer comes
   */
  public Answer send(Request request) {
    var pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        var answer = answer(http.send(build(request), BodyHandlers.ofString()));
        if (attempt >= attempts || !answer.tryAgain()) {
          return answer;
        }
      } catch (IOException e) {
        if (attempt >= attempts) {
          throw new ApiException(
              "%s %s got no answer from %s (%s)."
                  .formatted(request.method(), request.path(), address, e));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ApiException("Interrupted while waiting for " + request.path() + ".");
      }
      sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private HttpRequest build(Request request) {
    var body =
        request.body() == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(Json.write(request.body()));
    var builder =
        HttpRequest.newBuilder(URI.create(address + request.path()))
            .timeout(timeout)
            .method(request.method(), body);
    if (request.body() != null) {
      builder.header("content-type", "application/json");
    }
    if (request.token() != null) {
      builder.header("authorization", "Bearer " + request.token());
    }
    request.headers().forEach(builder::header);
    return builder.build();
  }

  private static Answer answer(HttpResponse<String> response) throws IOException {
    var text = response.body();
    var type = response.headers().firstValue("content-type").orElse("");
    JsonNode body =
        text.isBlank() || !type.contains("json")
            ? NullNode.getInstance()
            : Json.TOLERANT.readTree(text);
    return new Answer(response.statusCode(), body, response.headers());
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("Interrupted.");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
