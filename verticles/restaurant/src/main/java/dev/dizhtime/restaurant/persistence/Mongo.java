package dev.dizhtime.restaurant.persistence;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.StoreTimer;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database. Every operation is awaited here, timed, and has a span of its own when it is part
 * of a trace, because the client makes none.
 */
public final class Mongo {
  private static final int MAX_CONNECTIONS = 16;
  private static final int MAX_WAIT_MILLIS = 3_000;
  private static final int SOCKET_TIMEOUT_MILLIS = 10_000;
  private static final int START_TRIES = 10;
  private static final int START_RETRY_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Mongo.class);

  private final ServiceContext service;
  private final MongoClient client;
  private final String database;

  private Mongo(ServiceContext service, MongoClient client, String database) {
    this.service = service;
    this.client = client;
    this.database = database;
  }

  /**
   * Opens the database that the URI names, and waits for it a while when it does not answer;
   * readiness depends on it from now on.
   *
   * @throws UncheckedIOException when it has not answered {@value #START_TRIES} times
   */
  public static Mongo open(ServiceContext service, Secret uri, String database) {
    JsonObject config =
        new JsonObject()
            .put("connection_string", uri.reveal())
            .put("db_name", database)
            .put("maxPoolSize", MAX_CONNECTIONS)
            .put("waitQueueTimeoutMS", MAX_WAIT_MILLIS)
            .put("serverSelectionTimeoutMS", MAX_WAIT_MILLIS)
            .put("connectTimeoutMS", MAX_WAIT_MILLIS)
            .put("socketTimeoutMS", SOCKET_TIMEOUT_MILLIS);
    MongoClient client = MongoClient.create(service.vertx(), config);
    service.onStop("mongodb client", () -> client.close().await());
    service.health().check("mongodb", () -> ping(client));
    var mongo = new Mongo(service, client, database);
    mongo.awaitAnswer();
    return mongo;
  }

  private static Future<?> ping(MongoClient client) {
    return client.runCommand("ping", new JsonObject().put("ping", 1));
  }

  /** As the others wait for PostgreSQL: servers that start beside us may be slower. */
  private void awaitAnswer() {
    for (int tries = 1; ; tries++) {
      try {
        call("ping", "", Mongo::ping);
        return;
      } catch (UncheckedIOException e) {
        if (tries == START_TRIES || service.stopping()) {
          throw e;
        }
        LOG.info("MongoDB does not answer yet, asked {} of {} times", tries, START_TRIES);
        service.vertx().timer(START_RETRY_MILLIS).await();
      }
    }
  }

  /** What the service stands on. */
  ServiceContext service() {
    return service;
  }

  /**
   * Does one operation and waits for it.
   *
   * @param operation its name in spans and meters, e.g. "find"
   * @throws UncheckedIOException when the database does not answer
   */
  <T> T call(String operation, String collection, Function<MongoClient, Future<T>> action) {
    Span span = span(operation, collection);
    long start = System.nanoTime();
    try {
      return action.apply(client).await();
    } catch (MongoException e) {
      span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
      throw goesBy(e) ? new UncheckedIOException(new IOException("MongoDB does not answer", e)) : e;
    } finally {
      span.end();
      timer(operation, collection).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  /** Background work that belongs to no trace is not worth one of its own. */
  private Span span(String operation, String collection) {
    if (!Span.current().getSpanContext().isValid()) {
      return Span.getInvalid();
    }
    return service
        .tracer()
        .spanBuilder(operation + " " + collection)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("db.system.name", "mongodb")
        .setAttribute("db.namespace", database)
        .setAttribute("db.collection.name", collection)
        .setAttribute("db.operation.name", operation)
        .startSpan();
  }

  private Timer timer(String operation, String collection) {
    return StoreTimer.of(service.meters(), "mongodb", operation, "db.collection.name", collection);
  }

  private static boolean goesBy(MongoException e) {
    return switch (e) {
      case MongoTimeoutException _,
          MongoSocketException _,
          MongoNotPrimaryException _,
          MongoNodeIsRecoveringException _,
          MongoConnectionPoolClearedException _,
          // A password that was changed, and not here yet.
          MongoSecurityException _ ->
          true;
      default -> e.hasErrorLabel("RetryableWriteError");
    };
  }
}
