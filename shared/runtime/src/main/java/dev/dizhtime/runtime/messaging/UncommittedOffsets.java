package dev.dizhtime.runtime.messaging;

import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.OffsetAndMetadata;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a consumer has come, as long as Kafka does not know it. A commit that is refused (while
 * members share their partitions anew, say) is made again with the next, though no message comes
 * any more: others go by what is committed. A partition that another member has by now, or had
 * meanwhile, is that member's to tell of.
 */
final class UncommittedOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(UncommittedOffsets.class);

  private final KafkaConsumer<String, String> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> next = new ConcurrentHashMap<>();
  private volatile boolean refused;

  UncommittedOffsets(KafkaConsumer<String, String> consumer) {
    this.consumer = consumer;
  }

  /** These have had their effects. */
  void taken(ConsumerRecords<String, String> records) {
    for (var partition : records.partitions()) {
      long last = records.records(partition).getLast().offset();
      next.put(
          new TopicPartition(partition.topic(), partition.partition()),
          new OffsetAndMetadata(last + 1, ""));
    }
  }

  /**
   * Commits what is ours. Does not wait for it: the consumer does one thing after the other, and
   * the next poll, or the end, comes behind it.
   *
   * @param held whether there were other polls since these records were polled
   */
  void commit(boolean held) {
    if (next.isEmpty()) {
      return;
    }
    next.keySet().retainAll(consumer.assignment().await());
    if (held || refused) {
      next.entrySet().removeIf(each -> isCommitted(each.getKey(), each.getValue().getOffset()));
    }
    Map<TopicPartition, OffsetAndMetadata> now = Map.copyOf(next);
    if (now.isEmpty()) {
      return;
    }
    consumer
        .commit(now)
        .onSuccess(
            _ -> {
              refused = false;
              now.forEach(next::remove);
            })
        .onFailure(
            e -> {
              refused = true;
              LOG.warn("offsets not committed, once more with the next: {}", e.toString());
            });
  }

  private boolean isCommitted(TopicPartition partition, long offset) {
    OffsetAndMetadata committed = consumer.committed(partition).await();
    return committed != null && committed.getOffset() >= offset;
  }
}
