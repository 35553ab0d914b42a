package dev.dizhtime.gateway.sessions;

import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks auth for the sessions that have ended: at first for all that matter, then for those since
 * the last one heard of, and a minute more, because transactions end in another order than they
 * begin.
 */
public final class AskForEndedSessions {
  /** Between two questions, and so how long a token may outlive its session. */
  public static final long EVERY_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(AskForEndedSessions.class);
  private static final Duration OVERLAP = Duration.ofMinutes(1);
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int HTTP_OK = 200;

  /** Says that the trace is not kept: what is asked every second would fill any store of them. */
  private static final String UNSAMPLED = "00-0000000000000000000000000000000a-000000000000000a-00";

  private final HttpClientAgent client;
  private final URI address;
  private final EndedSessions ended;
  private final Clock clock;
  private Instant newest = Instant.EPOCH;
  private volatile Instant lastHeard;
  private boolean failing;

  private AskForEndedSessions(ServiceContext service, URI address, EndedSessions ended) {
    this.client =
        service
            .vertx()
            .createHttpClient(new HttpClientOptions().setTracingPolicy(TracingPolicy.IGNORE));
    this.address = address;
    this.ended = ended;
    this.clock = service.clock();
    this.lastHeard = clock.instant();
    Gauge.builder("dizhtime.gateway.ended.sessions.age", this, AskForEndedSessions::ageSeconds)
        .description("Since auth has last told which sessions have ended, or since the start")
        .baseUnit("seconds")
        .register(service.meters());
  }

  /** Begins to ask; ends with the service. */
  public static void start(ServiceContext service, URI address, EndedSessions ended) {
    var asking = new AskForEndedSessions(service, address, ended);
    WorkLoop.start(service, "ended sessions", EVERY_MILLIS, asking::ask);
  }

  private double ageSeconds() {
    return Duration.between(lastHeard, clock.instant()).toSeconds();
  }

  private boolean ask() {
    ended.forget(clock.millis());
    try {
      take(answer().await());
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("auth does not tell which sessions have ended: {}", e.toString());
      }
      failing = true;
    }
    return false;
  }

  private Future<JsonObject> answer() {
    String query = newest.equals(Instant.EPOCH) ? "" : "?since=" + newest.minus(OVERLAP);
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(address + query)
            .putHeader("traceparent", UNSAMPLED)
            .setTimeout(TIMEOUT_MILLIS);
    return client
        .request(options)
        .compose(request -> request.send())
        .compose(AskForEndedSessions::good)
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .map(Buffer::toJsonObject);
  }

  private static Future<Buffer> good(HttpClientResponse response) {
    return response.statusCode() == HTTP_OK
        ? response.body()
        : Future.failedFuture("answered with status " + response.statusCode());
  }

  /** The newest come first. */
  private void take(JsonObject answer) {
    long until = clock.millis() + TimeUnit.SECONDS.toMillis(answer.getLong("toldSeconds"));
    JsonArray items = answer.getJsonArray("items");
    for (int i = items.size() - 1; i >= 0; i--) {
      ended.add(items.getJsonObject(i).getString("sessionId"), until);
    }
    if (!items.isEmpty()) {
      newest = Instant.parse(items.getJsonObject(0).getString("endedAt"));
    }
    lastHeard = clock.instant();
  }
}
