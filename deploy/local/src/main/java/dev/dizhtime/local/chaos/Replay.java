package dev.dizhtime.local.chaos;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.local.client.User;
import dev.dizhtime.runtime.messaging.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Says again what was said before, byte for byte and under the same headers. */
final class Replay implements AutoCloseable {
  private static final int BOUND_SECONDS = 40;
  private static final int GOOD_DEAD_LETTERS = 10;
  private static final int MOST_POLLS = 50;
  private static final long SETTLE_MILLIS = 3_000;
  private static final Duration REPLAY_BOUND = Duration.ofSeconds(25);
  private static final int NOT_FOUND = 404;
  private static final List<ConsumerGroup> GROUPS =
      List.of(ConsumerGroup.WALLET, ConsumerGroup.DELIVERY, ConsumerGroup.ORDER);

  private final String bootstrap;
  private final Tape tape;
  private final Mood mood;
  private final Patience patience;
  private final User admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Long> replayed = new java.util.concurrent.ConcurrentHashMap<>();

  Replay(String bootstrap, Tape tape, Mood mood, Patience patience, User admin) {
    this.bootstrap = bootstrap;
    this.tape = tape;
    this.mood = mood;
    this.patience = patience;
    this.admin = admin;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "acks", "all",
                "max.block.ms", 30_000,
                "delivery.timeout.ms", 35_000,
                "request.timeout.ms", 10_000,
                "reconnect.backoff.max.ms", 1_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Records of just now, once more; returns whether the broker has them. */
  boolean duplicate(int count) {
    return publish(tape.last(count).stream().map(Replay::same).toList());
  }

  /** Records of long ago, in another order; returns whether the broker has them. */
  boolean delay(int count, Random random) {
    return publish(tape.old(count, random).stream().map(Replay::same).toList());
  }

  /** Fills the dead-letter topics, with good records too, and has all of them replayed. */
  boolean deadLetters() {
    var dead = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (ConsumerGroup group : GROUPS) {
      var good = tape.readBy(group, GOOD_DEAD_LETTERS);
      good.stream().map(record -> dead(group, record)).forEach(dead::add);
      good.stream().limit(1).map(Replay::poison).forEach(dead::add);
    }
    boolean filled = !dead.isEmpty() && publish(dead);
    // The consumers give up on the poison meanwhile.
    return filled && mood.pause(SETTLE_MILLIS) && replayDeadLetters();
  }

  private boolean replayDeadLetters() {
    var key = UUID.randomUUID().toString();
    var answer =
        patience.until(
            REPLAY_BOUND,
            () ->
                admin.post(
                    "/api/operations/dead-letters/replay",
                    Map.of("reason", "a test of faults"),
                    key));
    if (answer.isPresent() && answer.get().status() != NOT_FOUND) {
      return answer.get().done();
    }
    return GROUPS.stream().allMatch(this::replayByHand);
  }

  private boolean replayByHand(ConsumerGroup group) {
    var topic = group.deadLetterTopic(Topic.DEFAULT_PREFIX);
    var partition = new TopicPartition(topic, 0);
    var found = new ArrayList<ProducerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            Tape.settings(bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      consumer.seek(partition, replayed.getOrDefault(topic, 0L));
      for (int i = 0; i < MOST_POLLS && consumer.position(partition) < end; i++) {
        consumer.poll(Duration.ofMillis(300)).forEach(record -> found.add(revived(record)));
      }
      replayed.put(topic, end);
    }
    return publish(found);
  }

  private boolean publish(List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    records.forEach(record -> sent.add(producer.send(record)));
    try {
      for (var one : sent) {
        one.get(BOUND_SECONDS, TimeUnit.SECONDS);
      }
      return !records.isEmpty();
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ProducerRecord<byte[], byte[]> same(ConsumerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(
        record.topic(), record.partition(), record.key(), record.value(), record.headers());
  }

  private static ProducerRecord<byte[], byte[]> dead(
      ConsumerGroup group, ConsumerRecord<byte[], byte[]> record) {
    var headers = new RecordHeaders(record.headers());
    headers.add(Headers.DEAD_LETTER_REASON, bytes("put here by a test of faults"));
    headers.add(
        Headers.DEAD_LETTER_ORIGIN,
        bytes(record.topic() + "/" + record.partition() + "/" + record.offset()));
    return new ProducerRecord<>(
        group.deadLetterTopic(Topic.DEFAULT_PREFIX), 0, record.key(), record.value(), headers);
  }

  private static ProducerRecord<byte[], byte[]> poison(ConsumerRecord<byte[], byte[]> record) {
    var headers = new RecordHeaders(record.headers());
    headers.remove(Headers.ID);
    headers.add(Headers.ID, bytes(UUID.randomUUID().toString()));
    return new ProducerRecord<>(
        record.topic(), record.partition(), record.key(), bytes("{\"poison\":"), headers);
  }

  private static ProducerRecord<byte[], byte[]> revived(ConsumerRecord<byte[], byte[]> record) {
    var origin = Tape.header(record, Headers.DEAD_LETTER_ORIGIN).split("/");
    var headers = new RecordHeaders(record.headers());
    headers.remove(Headers.DEAD_LETTER_REASON);
    headers.remove(Headers.DEAD_LETTER_ORIGIN);
    return new ProducerRecord<>(
        origin[0], Integer.parseInt(origin[1]), record.key(), record.value(), headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
