package dev.dizhtime.runtime.messaging;

import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.telemetry.RequestId;
import dev.dizhtime.runtime.telemetry.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.Future;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.kafka.client.common.KafkaClientOptions;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes messages with an idempotent producer and all acknowledgements. A publish waits for the
 * broker as long as it takes; the order of what is published is kept.
 */
public final class Publisher {
  private static final long CLOSE_TIMEOUT_MILLIS = 3_000;

  private final ServiceContext service;
  private final KafkaProducer<String, String> producer;
  private final KafkaConfig config;
  private final DeadLetterWriter letters;

  private Publisher(
      ServiceContext service, KafkaProducer<String, String> producer, KafkaConfig config) {
    this.service = service;
    this.producer = producer;
    this.config = config;
    this.letters = new DeadLetterWriter(producer, service.clock());
  }

  /** Begins to open it, so that {@link #open} need not wait. */
  public static void openAhead(ServiceContext service) {
    producer(service, KafkaConfig.of(service));
  }

  /** Opens a producer to {@code DIZHTIME_KAFKA_BOOTSTRAP}. */
  public static Publisher open(ServiceContext service) {
    KafkaConfig config = KafkaConfig.of(service);
    // Our own spans say more: which topic, on whose behalf, from which trace.
    var options = new KafkaClientOptions().setTracingPolicy(TracingPolicy.IGNORE);
    KafkaProducer<String, String> producer =
        KafkaProducer.create(service.vertx(), producer(service, config).await(), options);
    return new Publisher(service, producer, config);
  }

  /** Reading its classes and starting its thread takes a while. */
  private static Future<Producer<String, String>> producer(
      ServiceContext service, KafkaConfig config) {
    return service.ahead(
        "kafka producer",
        () -> {
          Map<String, Object> settings =
              new HashMap<>(config.producer("dizhtime-" + service.name()));
          Future<Producer<String, String>> opening =
              service
                  .vertx()
                  .executeBlocking(
                      () -> new org.apache.kafka.clients.producer.KafkaProducer<>(settings), false);
          service.onStop("kafka producer", () -> close(service, opening));
          return opening;
        });
  }

  private static void close(ServiceContext service, Future<Producer<String, String>> opening) {
    opening
        .compose(
            opened ->
                service
                    .vertx()
                    .executeBlocking(
                        () -> {
                          opened.close(Duration.ofMillis(CLOSE_TIMEOUT_MILLIS));
                          return null;
                        },
                        false))
        // What could not be opened need not be closed.
        .otherwiseEmpty()
        .await();
  }

  /**
   * Publishes in the order of the list; completes when all are acknowledged. The whole list is
   * handed to the producer by one blocking task: a task for each would cost more than the sending.
   */
  public Future<Void> publish(List<Envelope> envelopes) {
    return envelopes.isEmpty() ? Future.succeededFuture() : send(envelopes, false).all();
  }

  /**
   * The same for the outbox relay, whose spans say so; completes when each is acknowledged or has
   * failed, and says of each, in the list's order, why it failed if it did.
   */
  Future<List<Optional<Throwable>>> relay(List<Envelope> envelopes) {
    return envelopes.isEmpty() ? Future.succeededFuture(List.of()) : send(envelopes, true).each();
  }

  private Acknowledgements send(List<Envelope> envelopes, boolean relayed) {
    var acknowledged = new Acknowledgements(envelopes.size());
    service
        .vertx()
        .executeBlocking(
            () -> {
              for (int i = 0; i < envelopes.size(); i++) {
                send(envelopes.get(i), relayed, i, acknowledged);
              }
              return null;
            })
        .onFailure(acknowledged::fail);
    return acknowledged;
  }

  /** Publishes one; completes when it is acknowledged. */
  public Future<Void> publish(Envelope envelope) {
    return publish(List.of(envelope));
  }

  private void send(
      Envelope envelope, boolean relayed, int position, Acknowledgements acknowledged) {
    String topic = envelope.topic().topicName(config.topicPrefix());
    Span span = span(envelope, relayed, topic);
    var record = new ProducerRecord<>(topic, envelope.key(), envelope.payload());
    header(record, Headers.SPEC_VERSION, "1.0");
    header(record, Headers.ID, envelope.id().toString());
    header(record, Headers.TYPE, envelope.type());
    header(record, Headers.SOURCE, "/dizhtime/" + service.name());
    header(record, Headers.TIME, envelope.time().toString());
    header(record, Headers.SUBJECT, envelope.key());
    header(record, Headers.CONTENT_TYPE, "application/json");
    TraceContext cause = TraceContext.of(span.storeInContext(envelope.cause().context()));
    header(record, Headers.TRACEPARENT, cause.traceparent());
    header(record, RequestId.HEADER, cause.requestId());
    try {
      producer
          .unwrap()
          .send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  span.setAttribute("messaging.kafka.offset", metadata.offset());
                  span.setAttribute(
                      "messaging.destination.partition.id", Integer.toString(metadata.partition()));
                }
                ended(span, failure);
                acknowledged.one(position, failure);
              });
    } catch (KafkaException | IllegalStateException e) {
      // What the producer does not even take it throws, and the next one may be taken.
      ended(span, e);
      acknowledged.one(position, e);
    }
  }

  private static void ended(Span span, Exception failure) {
    if (failure != null) {
      span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
    }
    span.end();
  }

  /** None where nobody follows a trace: one for each of thousands a second is not free. */
  private Span span(Envelope envelope, boolean relayed, String topic) {
    if (envelope.cause().traceparent() == null) {
      return Span.getInvalid();
    }
    return service
        .tracer()
        .spanBuilder(topic + " publish")
        .setParent(envelope.cause().context())
        .setSpanKind(SpanKind.PRODUCER)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.destination.name", topic)
        .setAttribute("messaging.message.id", envelope.id().toString())
        .setAttribute("messaging.kafka.message.key", envelope.key())
        .setAttribute("dizhtime.message.type", envelope.type())
        .setAttribute("dizhtime.outbox.relay", relayed)
        .startSpan();
  }

  private static void header(ProducerRecord<String, String> record, String name, String value) {
    if (value != null) {
      record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Puts a message that was given up on where an operator finds it, with the reason. */
  Future<Void> deadLetter(String topic, Incoming message, Throwable reason, int attempts) {
    return letters.write(topic, message, reason, attempts);
  }

  /** Says a record again, as it is. */
  Future<Void> again(KafkaProducerRecord<String, String> record) {
    return producer.send(record).mapEmpty();
  }
}
