package dev.dizhtime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A JSON client for tests. Bodies are strings, sent as they are, or objects, written as JSON;
 * headers are names and values in turn.
 */
public final class TestHttp {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(BOUND)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String baseUrl;
  private final String token;

  private TestHttp(String baseUrl, String token) {
    this.baseUrl = baseUrl;
    this.token = token;
  }

  /** A client without a token; {@code baseUrl} is e.g. {@code http://127.0.0.1:8080}. */
  public static TestHttp at(String baseUrl) {
    return new TestHttp(baseUrl, null);
  }

  /** The same client with this bearer token. */
  public TestHttp as(String bearerToken) {
    return new TestHttp(baseUrl, bearerToken);
  }

  public TestResponse get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public TestResponse post(String path, Object body, String... headers) {
    return send("POST", path, body, headers);
  }

  public TestResponse put(String path, Object body, String... headers) {
    return send("PUT", path, body, headers);
  }

  public TestResponse delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /** Sends anything; a null body is no body. An unfinished answer fails after 20 seconds. */
  public TestResponse send(String method, String path, Object body, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(BOUND);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      var text = body instanceof String string ? string : TestJson.write(body);
      request.setHeader("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(text));
    }
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return TestResponse.of(
          method + " " + path, response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + baseUrl + path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends the bad request and checks that it is refused as the platform refuses. */
  public void refuses(BadRequest bad) {
    bad.check(send(bad.method(), bad.path(), bad.body(), bad.headerPairs()));
  }
}
