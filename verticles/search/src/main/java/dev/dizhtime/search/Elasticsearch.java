package dev.dizhtime.search;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.instrumentation.NoopInstrumentation;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.StoreTimer;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The cluster. Every operation is awaited here, bounded in time, timed, and has a span of its own
 * when it is part of a trace.
 */
final class Elasticsearch {
  /** A search or a bulk that takes longer has failed. */
  static final long TIMEOUT_MILLIS = 10_000;

  /** Too busy, restarting, or not letting us in: nothing that another input would change. */
  private static final Set<Integer> GOES_BY = Set.of(401, 403, 408, 429, 500, 502, 503, 504);

  private final ServiceContext service;
  private final ElasticsearchAsyncClient client;

  private Elasticsearch(ServiceContext service, ElasticsearchAsyncClient client) {
    this.service = service;
    this.client = client;
  }

  /** Makes a client; nothing is sent yet. Readiness depends on the cluster from now on. */
  static Elasticsearch open(ServiceContext service, SearchConfig config) {
    var client =
        ElasticsearchAsyncClient.of(
            settings -> {
              settings
                  .host(config.elasticsearch())
                  .jsonMapper(new JacksonJsonpMapper(Json.TOLERANT))
                  .instrumentation(NoopInstrumentation.INSTANCE);
              config
                  .credentials()
                  .ifPresent(
                      who -> settings.usernameAndPassword(who.user(), who.password().reveal()));
              return settings;
            });
    service.onStop("elasticsearch client", client::close);
    service
        .health()
        .check("elasticsearch", () -> Future.fromCompletionStage(client.cluster().health()));
    return new Elasticsearch(service, client);
  }

  /** What the service stands on. */
  ServiceContext service() {
    return service;
  }

  /**
   * Does one operation and waits for it.
   *
   * @param operation its name in spans and meters, e.g. "search"
   * @throws IOException when the cluster does not answer, or can't at present
   * @throws ElasticsearchException when it refuses
   */
  <T> T call(
      String operation,
      String index,
      Function<ElasticsearchAsyncClient, CompletableFuture<T>> action)
      throws IOException {
    Span span = span(operation, index);
    long start = System.nanoTime();
    try {
      return Future.fromCompletionStage(action.apply(client), service.vertx().getOrCreateContext())
          .await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      span.setStatus(StatusCode.ERROR, "timeout");
      throw new IOException("Elasticsearch did not answer in time", e);
    } catch (Exception e) {
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw refusalOf(e);
    } finally {
      span.end();
      timer(operation).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  /** Whether the cluster's word says that trying again may help. */
  static boolean goesBy(int status) {
    return GOES_BY.contains(status);
  }

  private static ElasticsearchException refusalOf(Exception failure) throws IOException {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ElasticsearchException refusal && !goesBy(refusal.status())) {
      return refusal;
    }
    throw new IOException("Elasticsearch does not answer", cause);
  }

  /** Background work that belongs to no trace is not worth one of its own. */
  private Span span(String operation, String index) {
    if (!Span.current().getSpanContext().isValid()) {
      return Span.getInvalid();
    }
    return service
        .tracer()
        .spanBuilder(operation + " " + index)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("db.system.name", "elasticsearch")
        .setAttribute("db.collection.name", index)
        .setAttribute("db.operation.name", operation)
        .startSpan();
  }

  private Timer timer(String operation) {
    return StoreTimer.of(service.meters(), "elasticsearch", operation);
  }
}
