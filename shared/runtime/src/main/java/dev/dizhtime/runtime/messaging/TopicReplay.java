package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Messages;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.kafka.client.common.KafkaClientOptions;
import io.vertx.kafka.client.common.PartitionInfo;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads compacted topics once, from the first record to what is the last when it begins, without a
 * group: to fill a store anew whose consumer group has long read all that. What is not a message of
 * ours is passed over.
 */
public final class TopicReplay {
  private static final Duration POLL = Duration.ofMillis(500);

  private TopicReplay() {}

  /**
   * Hands over all messages of these types, batch by batch; may await.
   *
   * @return how many there were
   * @throws IllegalStateException when the service stops meanwhile
   * @throws Exception what the handler or the broker's client throws; then not all were read
   */
  public static long read(
      ServiceContext service,
      Set<Class<? extends Message>> types,
      DirectConsumer.BatchHandler handler)
      throws Exception {
    KafkaConfig config = KafkaConfig.of(service);
    Map<String, Object> settings =
        new HashMap<>(config.consumer("dizhtime-" + service.name() + "-replay"));
    KafkaConsumer<String, String> consumer =
        KafkaConsumer.create(
            service.vertx(),
            new KafkaClientOptions().setConfig(settings).setTracingPolicy(TracingPolicy.IGNORE));
    try {
      Set<TopicPartition> partitions = new HashSet<>();
      for (String topic : config.topicNames(types)) {
        for (PartitionInfo info : consumer.partitionsFor(topic).await()) {
          partitions.add(new TopicPartition(topic, info.getPartition()));
        }
      }
      consumer.assign(partitions).await();
      consumer.seekToBeginning(partitions).await();
      return read(service, consumer, types, handler);
    } finally {
      consumer.close().await();
    }
  }

  private static long read(
      ServiceContext service,
      KafkaConsumer<String, String> consumer,
      Set<Class<? extends Message>> types,
      DirectConsumer.BatchHandler handler)
      throws Exception {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment().await()).await();
    long read = 0;
    while (!reached(consumer, ends)) {
      if (service.stopping()) {
        throw new IllegalStateException("the service stops");
      }
      List<Message> batch = messages(consumer.poll(POLL).await(), types);
      if (!batch.isEmpty()) {
        handler.handle(batch);
        read += batch.size();
      }
    }
    return read;
  }

  private static boolean reached(
      KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (consumer.position(end.getKey()).await() < end.getValue()) {
        return false;
      }
    }
    return true;
  }

  private static List<Message> messages(
      KafkaConsumerRecords<String, String> records, Set<Class<? extends Message>> types) {
    List<Message> messages = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      Incoming incoming = Incoming.of(records.recordAt(i).record());
      // What is said again stands further up the topic already, in its place among its key's.
      if (incoming.wellFormed()
          && !incoming.saidAgain()
          && Messages.byType(incoming.type()).filter(types::contains).isPresent()) {
        try {
          messages.add(incoming.message());
        } catch (Incoming.MalformedException _) {
          // The group's consumer has put it on the dead-letter topic.
        }
      }
    }
    return messages;
  }
}
