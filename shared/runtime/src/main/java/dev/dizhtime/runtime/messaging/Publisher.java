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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Publishes messages with an idempotent producer and all acknowledgements. A publish waits for the
 * broker as long as it takes; the order of what is published is kept.
 */
public final class Publisher {
  private static final long CLOSE_TIMEOUT_MILLIS = 3_000;

  private final ServiceContext service;
  private final KafkaProducer<String, String> producer;
  private final KafkaConfig config;

  private Publisher(
      ServiceContext service, KafkaProducer<String, String> producer, KafkaConfig config) {
    this.service = service;
    this.producer = producer;
    this.config = config;
  }

  /** Opens a producer to {@code DIZHTIME_KAFKA_BOOTSTRAP}. */
  public static Publisher open(ServiceContext service) {
    KafkaConfig config = KafkaConfig.from(service.env());
    Map<String, Object> settings = new HashMap<>(config.producer("dizhtime-" + service.name()));
    // Our own spans say more: which topic, on whose behalf, from which trace.
    var options = new KafkaClientOptions().setTracingPolicy(TracingPolicy.IGNORE);
    KafkaProducer<String, String> producer =
        KafkaProducer.create(
            service.vertx(),
            new org.apache.kafka.clients.producer.KafkaProducer<>(settings),
            options);
    service.onStop("kafka producer", () -> producer.close(CLOSE_TIMEOUT_MILLIS).await());
    return new Publisher(service, producer, config);
  }

  /** Publishes in the order of the list; completes when all are acknowledged. */
  public Future<Void> publish(List<Envelope> envelopes) {
    return Future.join(envelopes.stream().map(this::publish).toList()).mapEmpty();
  }

  /** Publishes one; completes when it is acknowledged. */
  public Future<Void> publish(Envelope envelope) {
    String topic = envelope.topic().topicName(config.topicPrefix());
    Span span =
        service
            .tracer()
            .spanBuilder(topic + " publish")
            .setParent(envelope.cause().context())
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.destination.name", topic)
            .setAttribute("messaging.message.id", envelope.id().toString())
            .setAttribute("dizhtime.message.type", envelope.type())
            .startSpan();
    var record = KafkaProducerRecord.create(topic, envelope.key(), envelope.payload());
    record.addHeader(Headers.SPEC_VERSION, "1.0");
    record.addHeader(Headers.ID, envelope.id().toString());
    record.addHeader(Headers.TYPE, envelope.type());
    record.addHeader(Headers.SOURCE, "/dizhtime/" + service.name());
    record.addHeader(Headers.TIME, envelope.time().toString());
    record.addHeader(Headers.SUBJECT, envelope.key());
    record.addHeader(Headers.CONTENT_TYPE, "application/json");
    TraceContext cause = TraceContext.of(span.storeInContext(envelope.cause().context()));
    if (cause.traceparent() != null) {
      record.addHeader(Headers.TRACEPARENT, cause.traceparent());
    }
    if (cause.requestId() != null) {
      record.addHeader(RequestId.HEADER, cause.requestId());
    }
    return producer
        .send(record)
        .onComplete(
            (metadata, failure) -> {
              if (failure == null) {
                span.setAttribute("messaging.kafka.offset", metadata.getOffset());
                span.setAttribute(
                    "messaging.destination.partition.id",
                    Integer.toString(metadata.getPartition()));
              } else {
                span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
              }
              span.end();
            })
        .mapEmpty();
  }

  /** Puts a message that was given up on where an operator finds it, with the reason. */
  Future<Void> deadLetter(String topic, Incoming message, Throwable reason) {
    var record = KafkaProducerRecord.create(topic, message.key(), message.payload());
    message.headers().forEach(record::addHeader);
    record.addHeader(Headers.DEAD_LETTER_REASON, reason.toString());
    record.addHeader(
        Headers.DEAD_LETTER_ORIGIN,
        message.topicName() + "/" + message.partition() + "/" + message.offset());
    return producer.send(record).mapEmpty();
  }
}
