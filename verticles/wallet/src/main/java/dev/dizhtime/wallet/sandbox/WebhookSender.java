package dev.dizhtime.wallet.sandbox;

import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import dev.dizhtime.wallet.payment.WebhookSignature;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends webhooks that are due, signed anew each time, until they are taken. */
final class WebhookSender {
  static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

  private static final int AT_ONCE = 16;
  private static final long SWEEP_MILLIS = 200;
  private static final long TIMEOUT_MILLIS = 5_000;
  private static final int MAX_CONNECTIONS = 16;

  private final ServiceContext service;
  private final Postgres postgres;
  private final SandboxConfig config;
  private final HttpClientAgent client;

  private WebhookSender(ServiceContext service, Postgres postgres, SandboxConfig config) {
    this.service = service;
    this.postgres = postgres;
    this.config = config;
    client =
        service
            .vertx()
            .createHttpClient(
                new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
  }

  static WorkLoop start(ServiceContext service, Postgres postgres, SandboxConfig config) {
    WebhookSender sender = new WebhookSender(service, postgres, config);
    return WorkLoop.start(service, "webhooks", SWEEP_MILLIS, sender::round);
  }

  private boolean round() {
    List<SandboxPayments.Due> due = SandboxPayments.claim(postgres, AT_ONCE);
    Future.join(due.stream().map(each -> service.spawn("webhook", () -> send(each))).toList())
        .otherwiseEmpty()
        .await();
    return due.size() == AT_ONCE;
  }

  private void send(SandboxPayments.Due webhook) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("id", webhook.eventId());
    event.put("type", webhook.type());
    event.put("payment", webhook.payment());
    byte[] body = Json.write(event).getBytes(StandardCharsets.UTF_8);
    String signature =
        WebhookSignature.sign(config.webhookSecret(), service.clock().instant(), body);
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(config.webhookUrl().toString())
            .setTraceOperation("webhook")
            .putHeader("content-type", "application/json")
            .putHeader("sandbox-signature", signature)
            .setTimeout(TIMEOUT_MILLIS);
    try {
      int status =
          client
              .request(options)
              .compose(request -> request.send(Buffer.buffer(body)))
              .compose(response -> response.body().map(_ -> response.statusCode()))
              .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
              .await();
      if (status >= 200 && status < 300) {
        SandboxPayments.delivered(postgres, webhook.id());
      } else {
        LOG.warn("webhook {} is answered with {}, again later", webhook.eventId(), status);
      }
    } catch (Exception e) {
      LOG.warn("webhook {} is not taken, again later: {}", webhook.eventId(), e.getMessage());
    }
  }
}
