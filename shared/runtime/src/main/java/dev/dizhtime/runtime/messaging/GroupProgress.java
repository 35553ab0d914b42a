package dev.dizhtime.runtime.messaging;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.runtime.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.kafka.admin.KafkaAdminClient;
import io.vertx.kafka.admin.ListOffsetsResultInfo;
import io.vertx.kafka.admin.OffsetSpec;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.OffsetAndMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells how far a consumer group has come, whichever processes its members run in. What it asks of
 * Kafka is answered within {@value #BOUND_SECONDS} s or fails.
 */
public final class GroupProgress {
  private static final int BOUND_SECONDS = 5;

  private final Supplier<Future<KafkaAdminClient>> client;
  private final String group;
  private final List<String> topics;
  private Future<KafkaAdminClient> opening;

  GroupProgress(Supplier<Future<KafkaAdminClient>> client, String group, Set<String> topics) {
    this.client = client;
    this.group = group;
    this.topics = List.copyOf(topics);
  }

  /** The ends that topics had at one time. */
  public record Mark(Map<TopicPartition, Long> ends) {
    public Mark {
      ends = Map.copyOf(ends);
    }

    private boolean isReached(Map<TopicPartition, Long> offsets) {
      return ends.entrySet().stream()
          .allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
  }

  /** Closed with the service. */
  static GroupProgress open(
      ServiceContext service, ConsumerGroup group, Set<Class<? extends Message>> messages) {
    KafkaConfig config = KafkaConfig.of(service);
    Map<String, String> settings =
        config.admin("dizhtime-" + service.name() + "-progress", Duration.ofSeconds(BOUND_SECONDS));
    var progress =
        new GroupProgress(
            () ->
                service
                    .vertx()
                    .executeBlocking(
                        () -> KafkaAdminClient.create(service.vertx(), settings), false),
            config.groupId(group.groupName()),
            config.topicNames(messages));
    service.onStop("progress of " + group.groupName(), progress::close);
    return progress;
  }

  /** Opened when it is first needed, beside the start; and again where it could not be. */
  private KafkaAdminClient admin() {
    if (opening == null || opening.failed()) {
      opening = client.get();
    }
    return opening.await();
  }

  private void close() {
    if (opening != null) {
      opening.compose(admin -> admin.close(0)).otherwiseEmpty().await();
    }
  }

  /** How much there is for the group to read at present, read or not. */
  public Mark present() {
    List<TopicPartition> partitions = new ArrayList<>();
    admin()
        .describeTopics(topics)
        .await()
        .forEach(
            (topic, description) ->
                description
                    .getPartitions()
                    .forEach(
                        each -> partitions.add(new TopicPartition(topic, each.getPartition()))));
    return new Mark(offsets(partitions, OffsetSpec.LATEST));
  }

  /**
   * How many of these marks the group is past, counted from the first: has taken in all that was
   * there then, and its effects are kept.
   *
   * @param marks in the order of their time
   */
  public int past(List<Mark> marks) {
    if (marks.isEmpty()) {
      return 0;
    }
    Map<TopicPartition, Long> reached = new HashMap<>();
    admin()
        .listConsumerGroupOffsets(group)
        .await()
        .forEach((partition, committed) -> reached.put(partition, offset(committed)));
    int past = past(marks, reached);
    if (past == 0) {
      // What Kafka has forgotten since can't be read any more.
      offsets(List.copyOf(marks.getFirst().ends().keySet()), OffsetSpec.EARLIEST)
          .forEach((partition, earliest) -> reached.merge(partition, earliest, Math::max));
      past = past(marks, reached);
    }
    return past;
  }

  private static int past(List<Mark> marks, Map<TopicPartition, Long> reached) {
    int past = 0;
    while (past < marks.size() && marks.get(past).isReached(reached)) {
      past++;
    }
    return past;
  }

  private static long offset(OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.getOffset();
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, ListOffsetsResultInfo> found =
        admin()
            .listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, _ -> which)))
            .await();
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().getOffset()));
  }
}
