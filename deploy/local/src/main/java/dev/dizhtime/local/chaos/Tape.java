package dev.dizhtime.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.messaging.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records everything that is said on the topics that are not compacted (the last record of a key
 * stands for it there, and an old one must not), beginning with the first record.
 */
final class Tape {
  private static final Logger LOG = LoggerFactory.getLogger(Tape.class);
  private static final Duration POLL = Duration.ofMillis(300);
  private static final int KEPT = 4_000;

  private final String bootstrap;
  private final Mood mood;
  private final Bookings bookings = new Bookings();
  private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();

  Tape(String bootstrap, Mood mood) {
    this.bootstrap = bootstrap;
    this.mood = mood;
  }

  /** Records until the run is over. */
  void record() {
    try (var consumer =
        new KafkaConsumer<>(
            settings(bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions = partitions();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!mood.isOver()) {
        try {
          consumer.poll(POLL).forEach(this::take);
        } catch (KafkaException e) {
          LOG.info("the tape waits: {}", e.toString());
          mood.pause(POLL.toMillis());
        }
      }
    }
  }

  static Map<String, Object> settings(String bootstrap) {
    return Map.of(
        "bootstrap.servers", bootstrap,
        "enable.auto.commit", "false",
        "auto.offset.reset", "earliest",
        "reconnect.backoff.max.ms", "1000",
        "default.api.timeout.ms", "20000");
  }

  private static List<TopicPartition> partitions() {
    return Arrays.stream(Topic.values())
        .filter(topic -> !topic.compacted())
        .flatMap(
            topic ->
                java.util.stream.IntStream.range(0, topic.partitions())
                    .mapToObj(p -> new TopicPartition(topic.topicName(Topic.DEFAULT_PREFIX), p)))
        .toList();
  }

  private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
    records.add(record);
    if (records.size() > KEPT) {
      records.poll();
    }
    if (record.topic().equals(Topic.DELIVERIES.topicName(Topic.DEFAULT_PREFIX))) {
      try {
        JsonNode event = Json.TOLERANT.readTree(record.value());
        bookings.take(header(record, Headers.ID), header(record, Headers.TYPE), event);
      } catch (IOException _) {
        // Poison that was put there on purpose.
      }
    }
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** The last ones, oldest first. */
  synchronized List<ConsumerRecord<byte[], byte[]>> last(int count) {
    return records.stream().skip(Math.max(0, records.size() - count)).toList();
  }

  /** Some of the older half, in a disorder that follows from {@code random}. */
  synchronized List<ConsumerRecord<byte[], byte[]>> old(int count, Random random) {
    var half = new ArrayList<>(records.stream().limit(records.size() / 2).toList());
    Collections.shuffle(half, random);
    return half.stream().limit(count).toList();
  }

  /** Some that a consumer group reads, for its dead-letter topic. */
  synchronized List<ConsumerRecord<byte[], byte[]>> readBy(ConsumerGroup group, int count) {
    var topic =
        switch (group) {
          case WALLET -> Topic.WALLET_COMMANDS;
          case DELIVERY -> Topic.DELIVERY_COMMANDS;
          case ORDER -> Topic.ORDER_REPLIES;
          default -> Topic.ORDERS;
        };
    var name = topic.topicName(Topic.DEFAULT_PREFIX);
    return records.stream().filter(r -> r.topic().equals(name)).limit(count).toList();
  }

  Bookings bookings() {
    return bookings;
  }
}
