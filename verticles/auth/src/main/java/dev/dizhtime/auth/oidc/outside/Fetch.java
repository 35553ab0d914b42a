package dev.dizhtime.auth.oidc.outside;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.dizhtime.auth.outward.BoundedBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks an outside provider, and waits for a bounded time for an answer of a bounded size. */
final class Fetch {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MAX_BYTES = 256 * 1024;

  private final HttpClientAgent client;

  Fetch(Vertx vertx) {
    this.client = vertx.createHttpClient();
  }

  /** Sends a request. */
  HTTPResponse send(HTTPRequest request) throws IOException, ParseException {
    try {
      return exchange(request).await();
    } catch (RuntimeException e) {
      throw new IOException(request.getURI() + " does not answer: " + e.getMessage(), e);
    }
  }

  /** A document. */
  HTTPResponse get(URI address) throws IOException, ParseException {
    return send(new HTTPRequest(HTTPRequest.Method.GET, address));
  }

  private Future<HTTPResponse> exchange(HTTPRequest request) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.getMethod().name()))
            .setAbsoluteURI(request.getURI().toString())
            .setFollowRedirects(false)
            .setTimeout(TIMEOUT_MILLIS);
    for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
      options.putHeader(header.getKey(), String.join(", ", header.getValue()));
    }
    options.putHeader("accept", "application/json");
    String body = request.getBody();
    return client
        .request(options)
        .compose(out -> body == null ? out.send() : out.send(body))
        .compose(Fetch::bounded)
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Future<HTTPResponse> bounded(HttpClientResponse response) {
    return BoundedBody.of(response, MAX_BYTES)
        .map(
            body -> {
              HTTPResponse answer = new HTTPResponse(response.statusCode());
              String type = response.getHeader("content-type");
              if (type != null) {
                answer.setHeader("Content-Type", type);
              }
              answer.setBody(body.toString());
              return answer;
            });
  }
}
