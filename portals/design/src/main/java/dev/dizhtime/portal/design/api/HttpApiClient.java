package dev.dizhtime.portal.design.api;

import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.RequestId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API over HTTP, at {@code DIZHTIME_API_URL}. */
public final class HttpApiClient implements ApiClient {
  /** How long the platform may take to answer. */
  public static final int TIMEOUT_MILLIS = 8_000;

  /** Connections per instance; requests beyond them wait. */
  public static final int MAX_CONNECTIONS = 32;

  /** Requests that wait for a connection; one more is refused. */
  public static final int MAX_WAITING = 256;

  private static final Logger LOG = LoggerFactory.getLogger(HttpApiClient.class);
  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  private final WebClient client;
  private final String base;

  private HttpApiClient(WebClient client, String base) {
    this.client = client;
    this.base = base;
  }

  /** Opens it; closed with the service. */
  public static HttpApiClient open(ServiceContext service) {
    URI uri = service.env().uri("API_URL");
    WebClientOptions options = new WebClientOptions().setUserAgent("dizhtime-" + service.name());
    options
        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
        .setFollowRedirects(false)
        .setDecompressionSupported(false);
    PoolOptions pool =
        new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING);
    WebClient client = WebClient.create(service.vertx(), options, pool);
    service.onStop("api client", client::close);
    return new HttpApiClient(client, uri.toString().replaceAll("/+$", ""));
  }

  @Override
  public <T> T call(ApiRequest request, Optional<Secret> token, Class<T> answer) {
    HttpResponse<Buffer> response = send(request, token);
    if (response.statusCode() >= 300) {
      throw problem(response).exception();
    }
    if (answer == Void.class) {
      return null;
    }
    if (answer == String.class) {
      return answer.cast(response.bodyAsString());
    }
    try {
      return Json.read(response.bodyAsString(), answer);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      LOG.error("the answer to {} {} is not understood", request.method(), request.path(), e);
      throw unreachable().exception();
    }
  }

  private HttpResponse<Buffer> send(ApiRequest request, Optional<Secret> token) {
    HttpRequest<Buffer> http =
        client
            .requestAbs(HttpMethod.valueOf(request.method()), base + request.path())
            .timeout(TIMEOUT_MILLIS)
            .putHeader("accept", "application/json");
    request.query().forEach(http::addQueryParam);
    request.headers().forEach(http::putHeader);
    token.ifPresent(value -> http.putHeader("authorization", "Bearer " + value.reveal()));
    RequestId.current().ifPresent(id -> http.putHeader(RequestId.HEADER, id));
    ForwardedFor.current().ifPresent(chain -> http.putHeader(ForwardedFor.HEADER, chain));
    try {
      if (request.body() == null) {
        return http.send().await();
      }
      http.putHeader("content-type", "application/json");
      return http.sendBuffer(Buffer.buffer(Json.write(request.body()))).await();
    } catch (RuntimeException e) {
      LOG.warn("{} {} got no answer: {}", request.method(), request.path(), e.toString());
      throw unreachable().exception();
    }
  }

  private static ApiProblem problem(HttpResponse<Buffer> response) {
    try {
      ApiProblem told = Json.read(response.bodyAsString(), ApiProblem.class);
      if (told.title() != null && told.status() == response.statusCode()) {
        return told;
      }
    } catch (UncheckedIOException | IllegalArgumentException | NullPointerException _) {
      // Not one of the platform's own answers; said below.
    }
    LOG.warn("the platform answered {} without a problem", response.statusCode());
    return unreachable();
  }

  private static ApiProblem unreachable() {
    return ApiProblem.unreachable(RequestId.current().orElse(null));
  }
}
