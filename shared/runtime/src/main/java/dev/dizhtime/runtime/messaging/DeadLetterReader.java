package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.kafka.client.common.KafkaClientOptions;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import io.vertx.kafka.client.consumer.KafkaConsumerRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads stretches of dead-letter topics, without a group; opened for one look, then closed. */
final class DeadLetterReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration BOUND = Duration.ofSeconds(10);

  /** What is done with each record; must not wait. */
  interface Visitor {
    void visit(ConsumerGroup group, KafkaConsumerRecord<String, String> record);
  }

  private final KafkaConsumer<String, String> consumer;
  private final Map<String, ConsumerGroup> groups;
  private final String prefix;
  private final long until = System.nanoTime() + BOUND.toNanos();

  DeadLetterReader(ServiceContext service, KafkaConfig config) {
    this.prefix = config.topicPrefix();
    this.groups =
        Arrays.stream(ConsumerGroup.values())
            .collect(Collectors.toMap(each -> each.deadLetterTopic(prefix), Function.identity()));
    Map<String, Object> settings =
        new HashMap<>(config.consumer("dizhtime-" + service.name() + "-dead-letters"));
    settings.put("default.api.timeout.ms", Long.toString(BOUND.toMillis()));
    settings.put("request.timeout.ms", Long.toString(BOUND.toMillis()));
    this.consumer =
        KafkaConsumer.create(
            service.vertx(),
            new KafkaClientOptions().setConfig(settings).setTracingPolicy(TracingPolicy.IGNORE));
  }

  /** What stands in the topics of these groups at present. */
  Map<ConsumerGroup, Stretch> all(Collection<ConsumerGroup> wanted) {
    var partitions = wanted.stream().map(this::partition).collect(Collectors.toSet());
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions).await();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions).await();
    return wanted.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                each -> new Stretch(begins.get(partition(each)), ends.get(partition(each)))));
  }

  /**
   * Reads stretches, each in its order.
   *
   * @throws UncheckedIOException when the broker does not hand them over in time
   */
  void read(Map<ConsumerGroup, Stretch> stretches, Visitor visitor) {
    Map<TopicPartition, Stretch> wanted = new HashMap<>();
    stretches.forEach(
        (group, stretch) -> {
          if (!stretch.isEmpty()) {
            wanted.put(partition(group), stretch);
          }
        });
    consumer.assign(wanted.keySet()).await();
    for (var each : wanted.entrySet()) {
      consumer.seek(each.getKey(), each.getValue().from()).await();
    }
    while (!wanted.isEmpty()) {
      KafkaConsumerRecords<String, String> records = consumer.poll(POLL).await();
      for (int i = 0; i < records.size(); i++) {
        KafkaConsumerRecord<String, String> record = records.recordAt(i);
        Stretch stretch = wanted.get(new TopicPartition(record.topic(), record.partition()));
        if (stretch != null && record.offset() < stretch.to()) {
          visitor.visit(groups.get(record.topic()), record);
        }
      }
      dropWhatIsRead(wanted);
    }
  }

  private void dropWhatIsRead(Map<TopicPartition, Stretch> wanted) {
    int before = wanted.size();
    for (TopicPartition each : wanted.keySet().toArray(TopicPartition[]::new)) {
      if (consumer.position(each).await() >= wanted.get(each).to()) {
        wanted.remove(each);
      }
    }
    if (wanted.size() < before) {
      consumer.assign(wanted.keySet()).await();
    }
    if (System.nanoTime() > until) {
      throw new UncheckedIOException(new IOException("the dead letters did not come in time"));
    }
  }

  private TopicPartition partition(ConsumerGroup group) {
    return new TopicPartition(group.deadLetterTopic(prefix), 0);
  }

  @Override
  public void close() {
    consumer.close().await();
  }

  /**
   * From an offset to another.
   *
   * @param to exclusive
   */
  record Stretch(long from, long to) {
    boolean isEmpty() {
      return from >= to;
    }

    /** The last of it, so many at most. */
    Stretch last(int count) {
      return new Stretch(Math.max(from, to - count), to);
    }

    /** What of it is before an offset. */
    Stretch before(long offset) {
      return new Stretch(from, Math.min(to, offset));
    }

    /** What of it begins at an offset, so many at most. */
    Stretch at(long offset, int count) {
      long first = Math.max(from, offset);
      return new Stretch(first, Math.min(to, first + count));
    }
  }
}
