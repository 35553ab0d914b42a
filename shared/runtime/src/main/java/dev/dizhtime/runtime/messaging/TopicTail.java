package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.kafka.client.common.KafkaClientOptions;
import io.vertx.kafka.client.common.PartitionInfo;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecords;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics from now on, without a group: every instance sees every message. For live views,
 * which read the truth over HTTP and only want to know when to look again; a message may be missed.
 */
public final class TopicTail {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long BACKOFF_MILLIS = 1_000;

  private final ServiceContext service;
  private final KafkaConsumer<String, String> consumer;
  private final Consumer<Message> listener;

  private TopicTail(
      ServiceContext service, KafkaConsumer<String, String> consumer, Consumer<Message> listener) {
    this.service = service;
    this.consumer = consumer;
    this.listener = listener;
  }

  /** Starts following; the listener must not wait. Ends with the service. */
  public static void start(
      ServiceContext service, Set<Class<? extends Message>> types, Consumer<Message> listener) {
    KafkaConfig config = KafkaConfig.of(service);
    Map<String, Object> settings =
        new HashMap<>(config.consumer("dizhtime-" + service.name() + "-tail"));
    settings.put("auto.offset.reset", "latest");
    KafkaConsumer<String, String> consumer =
        KafkaConsumer.create(
            service.vertx(),
            new KafkaClientOptions().setConfig(settings).setTracingPolicy(TracingPolicy.IGNORE));
    TopicTail tail = new TopicTail(service, consumer, listener);
    Set<String> topics = config.topicNames(types);
    Future<Void> ended = service.spawn("topic tail", () -> tail.run(topics));
    service.onStop(
        "topic tail",
        () -> {
          ended.await();
          consumer.close().await();
        });
  }

  private void run(Set<String> topics) {
    boolean assigned = false;
    while (!service.stopping()) {
      try {
        if (!assigned) {
          assign(topics);
          assigned = true;
        }
        deliver(consumer.poll(POLL).await());
      } catch (RuntimeException e) {
        LOG.warn("following {} failed, trying again: {}", topics, e.toString());
        service.vertx().timer(BACKOFF_MILLIS).await();
      }
    }
  }

  private void assign(Set<String> topics) {
    Set<TopicPartition> partitions = new HashSet<>();
    for (String topic : topics) {
      for (PartitionInfo info : consumer.partitionsFor(topic).await()) {
        partitions.add(new TopicPartition(topic, info.getPartition()));
      }
    }
    consumer.assign(partitions).await();
    consumer.seekToEnd(partitions).await();
  }

  private void deliver(KafkaConsumerRecords<String, String> records) {
    for (int i = 0; i < records.size(); i++) {
      Incoming incoming = Incoming.of(records.recordAt(i).record());
      if (incoming.wellFormed() && Messages.byType(incoming.type()).isPresent()) {
        listener.accept(incoming.message());
      }
    }
  }
}
