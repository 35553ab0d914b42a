package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.service.ServiceContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where Kafka is and how we talk to it.
 *
 * @param bootstrap {@code DIZHTIME_KAFKA_BOOTSTRAP}, host:port pairs with commas
 * @param topicPrefix {@code DIZHTIME_TOPIC_PREFIX}, what topic and group names begin with
 * @param maxPollRecords {@code DIZHTIME_KAFKA_MAX_POLL_RECORDS}, records that a poll takes at most;
 *     with their size it bounds what waits in memory
 * @param identity {@code DIZHTIME_KAFKA_TLS_DIRECTORY}, our certificate; without it plain text
 */
public record KafkaConfig(
    String bootstrap, String topicPrefix, int maxPollRecords, KafkaIdentity identity) {
  /** What a poll takes at most when nothing else is said. */
  public static final int MAX_POLL_RECORDS = 500;

  private static final int MOST_POLL_RECORDS = 5_000;

  private static final int FETCH_MAX_BYTES = 8 * 1024 * 1024;
  private static final int SESSION_TIMEOUT_MILLIS = 10_000;

  /** Reads it; the service tells from then on how long its certificate is good. */
  static KafkaConfig of(ServiceContext service) {
    Env env = service.env();
    KafkaIdentity identity = KafkaIdentity.from(env);
    identity.measure(service.meters(), service.clock());
    return new KafkaConfig(
        env.text("KAFKA_BOOTSTRAP"),
        env.text("TOPIC_PREFIX", Topic.DEFAULT_PREFIX),
        env.integer("KAFKA_MAX_POLL_RECORDS", MAX_POLL_RECORDS, 1, MOST_POLL_RECORDS),
        identity);
  }

  /** The name of a group on the broker. */
  String groupId(String group) {
    return topicPrefix + group;
  }

  /** The topics that these messages are on, as the broker calls them. */
  Set<String> topicNames(Set<Class<? extends Message>> messages) {
    return messages.stream()
        .map(type -> Messages.topicOf(type).topicName(topicPrefix))
        .collect(Collectors.toSet());
  }

  /** Of a client that only asks; each answer comes within the bound, or fails. */
  Map<String, String> admin(String clientId, Duration bound) {
    Map<String, String> config = new HashMap<>(identity.settings());
    config.put("bootstrap.servers", bootstrap);
    config.put("client.id", clientId);
    config.put("default.api.timeout.ms", Long.toString(bound.toMillis()));
    config.put("request.timeout.ms", Long.toString(bound.toMillis()));
    return config;
  }

  Map<String, String> producer(String clientId) {
    Map<String, String> config = new HashMap<>(identity.settings());
    config.put("bootstrap.servers", bootstrap);
    config.put("client.id", clientId);
    config.put("acks", "all");
    config.put("enable.idempotence", "true");
    // A send never gives up: it waits for the broker. If it did give up, the sends behind it might
    // still succeed, and the order of a key would be lost.
    config.put("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
    config.put("max.block.ms", Integer.toString(Integer.MAX_VALUE));
    config.put("request.timeout.ms", "10000");
    config.put("reconnect.backoff.max.ms", "2000");
    // A batch of answers is one request, not one for its first and one for the rest: a sixth of
    // the broker's work.
    config.put("linger.ms", "2");
    config.put("compression.type", "lz4");
    config.put("buffer.memory", Integer.toString(FETCH_MAX_BYTES));
    config.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    config.put("value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    return config;
  }

  Map<String, String> consumer(String clientId) {
    Map<String, String> config = new HashMap<>(identity.settings());
    config.put("bootstrap.servers", bootstrap);
    config.put("client.id", clientId);
    config.put("enable.auto.commit", "false");
    config.put("auto.offset.reset", "earliest");
    config.put("isolation.level", "read_committed");
    config.put("max.poll.records", Integer.toString(maxPollRecords));
    config.put("fetch.max.bytes", Integer.toString(FETCH_MAX_BYTES));
    config.put("max.partition.fetch.bytes", "1048576");
    config.put("fetch.max.wait.ms", "500");
    config.put("session.timeout.ms", Integer.toString(SESSION_TIMEOUT_MILLIS));
    config.put("heartbeat.interval.ms", Integer.toString(SESSION_TIMEOUT_MILLIS / 4));
    config.put("reconnect.backoff.max.ms", "2000");
    config.put("metadata.max.age.ms", "30000");
    config.put(
        "partition.assignment.strategy",
        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    config.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    config.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    return config;
  }
}
