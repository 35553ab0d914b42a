package dev.dizhtime.wallet.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.wallet.payment.PaymentProvider.ProviderUnavailableException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A provider's API: bounded in time, connections and waiting requests. */
final class ProviderHttp {
  private static final long TIMEOUT_MILLIS = 10_000;
  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  private static final int MAX_CONNECTIONS = 16;
  private static final int MAX_WAITING = 64;

  /** Not 401 and 403, which a new key mends, and not 408, 409, 425 and 429, which pass. */
  private static final Set<Integer> FOR_GOOD = Set.of(400, 404, 405, 410, 413, 414, 415, 422);

  private final HttpClientAgent client;
  private final URI base;

  /** What was answered; {@code body} is an empty object when it was no JSON. */
  record Answer(int status, JsonNode body) {
    boolean done() {
      return status >= 200 && status < 300;
    }

    /** Whether the same request will be refused however often it is sent. */
    boolean refusedForGood() {
      return FOR_GOOD.contains(status);
    }
  }

  ProviderHttp(ServiceContext service, URI base) {
    this.base = base;
    client =
        service
            .vertx()
            .createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS),
                new PoolOptions()
                    .setHttp1MaxSize(MAX_CONNECTIONS)
                    .setMaxWaitQueueSize(MAX_WAITING));
  }

  /**
   * Sends it and waits.
   *
   * @throws ProviderUnavailableException when there is no answer
   */
  Answer send(HttpMethod method, String path, Map<String, String> headers, String body) {
    var options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(base.toString().replaceAll("/$", "") + path)
            .setTraceOperation("payment provider")
            .setTimeout(TIMEOUT_MILLIS);
    headers.forEach(options::putHeader);
    try {
      return client
          .request(options)
          .compose(request -> sent(request, body))
          .compose(ProviderHttp::answer)
          .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
          .await();
    } catch (Exception e) {
      throw new ProviderUnavailableException(method + " " + path + ": " + e.getMessage());
    }
  }

  private static io.vertx.core.Future<HttpClientResponse> sent(
      HttpClientRequest request, String body) {
    return body == null ? request.send() : request.send(Buffer.buffer(body));
  }

  private static io.vertx.core.Future<Answer> answer(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), json(body)));
  }

  private static JsonNode json(Buffer body) {
    try {
      return Json.TOLERANT.readTree(body.toString());
    } catch (JsonProcessingException _) {
      return Json.TOLERANT.createObjectNode();
    }
  }
}
