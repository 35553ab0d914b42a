package dev.dizhtime.testkit;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Looks at topics without a consumer group, always from their beginning, and writes to them. */
public final class EventProbe implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SEND_BOUND = Duration.ofSeconds(15);

  private final String bootstrap;
  private final String prefix;
  private KafkaProducer<String, String> producer;

  EventProbe(String bootstrap, String prefix) {
    this.bootstrap = bootstrap;
    this.prefix = prefix;
  }

  /** Everything that stands on the topic now, in order per partition. */
  public List<Event> all(Topic topic) {
    return all(topic.topicName(prefix));
  }

  /** As {@link #all(Topic)}, for a topic by its whole name, e.g. a dead-letter topic. */
  public List<Event> all(String topic) {
    var found = new ArrayList<Event>();
    try (var consumer = consumer()) {
      var ends = consumer.endOffsets(fromBeginning(consumer, topic));
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(consumed -> found.add(event(consumed)));
      }
    }
    return found;
  }

  /** Waits 15 seconds at most for a record of {@code type} with {@code key}. */
  public Event await(Topic topic, String type, String key) {
    return await(topic, event -> event.type().equals(type) && event.key().equals(key));
  }

  /** Waits 15 seconds at most; fails with all that was seen. */
  public Event await(Topic topic, Predicate<Event> wanted) {
    return await(topic.topicName(prefix), wanted, Eventually.BOUND);
  }

  /** Waits {@code bound} at most for a record on a topic by its whole name. */
  public Event await(String topic, Predicate<Event> wanted, Duration bound) {
    var seen = new ArrayList<Event>();
    long deadline = System.nanoTime() + bound.toNanos();
    try (var consumer = consumer()) {
      fromBeginning(consumer, topic);
      while (System.nanoTime() < deadline) {
        for (var consumed : consumer.poll(POLL)) {
          var event = event(consumed);
          if (wanted.test(event)) {
            return event;
          }
          seen.add(event);
        }
      }
    }
    return fail("No such record came to %s within %s. Seen: %s", topic, bound, seen);
  }

  /** Sends a message as a service would, and returns its CloudEvents id. */
  public UUID send(Message message) {
    var id = UUID.randomUUID();
    send(id, message);
    return id;
  }

  /** Sends a message with an id of the test's choice, so that it can be sent twice. */
  public void send(UUID id, Message message) {
    var type = message.getClass();
    var payload = TestJson.write(message);
    send(
        Messages.topicOf(type).topicName(prefix),
        message.key(),
        payload,
        cloudEvent(id, Messages.typeOf(type), message.key()));
  }

  /** Sends anything, e.g. what no service should have to expect. */
  public void send(String topic, String key, String payload, Map<String, String> headers) {
    var sent = new ProducerRecord<>(topic, key, payload);
    headers.forEach(
        (name, value) ->
            sent.headers()
                .add(
                    new RecordHeader(
                        name, value.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    try {
      producer().send(sent).get(SEND_BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The record was not taken by " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The headers of a CloudEvent in Kafka's binary mode, with a trace and a request of its own. */
  public static Map<String, String> cloudEvent(UUID id, String type, String subject) {
    var headers = new HashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id.toString());
    headers.put("ce_type", type);
    headers.put("ce_source", "/dizhtime/testkit");
    headers.put("ce_time", Instant.now().toString());
    headers.put("ce_subject", subject);
    headers.put("content-type", "application/json");
    headers.put("x-request-id", UUID.randomUUID().toString());
    headers.put("traceparent", "00-" + hex() + "-" + hex().substring(16) + "-01");
    return headers;
  }

  private static String hex() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static List<TopicPartition> fromBeginning(
      KafkaConsumer<String, String> consumer, String topic) {
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return partitions;
  }

  private static Event event(ConsumerRecord<String, String> consumed) {
    var headers = new HashMap<String, String>();
    consumed
        .headers()
        .forEach(
            h ->
                headers.put(
                    h.key(), new String(h.value(), java.nio.charset.StandardCharsets.UTF_8)));
    return new Event(
        consumed.key(),
        headers.getOrDefault("ce_type", ""),
        json(consumed.value()),
        headers,
        consumed.partition(),
        consumed.offset());
  }

  private static JsonNode json(String payload) {
    try {
      return payload == null ? MissingNode.getInstance() : TestJson.MAPPER.readTree(payload);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  private KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            50),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private synchronized KafkaProducer<String, String> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
              new StringSerializer(),
              new StringSerializer());
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close();
    }
  }
}
