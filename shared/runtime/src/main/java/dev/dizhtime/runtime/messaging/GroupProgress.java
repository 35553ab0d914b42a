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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells how far a consumer group has come, whichever processes its members run in. What it asks of
 * Kafka is answered within {@value #BOUND_SECONDS} s or fails.
 */
public final class GroupProgress {
  private static final int BOUND_SECONDS = 5;

  private final Future<KafkaAdminClient> opening;
  private final String group;
  private final List<String> topics;

  private GroupProgress(Future<KafkaAdminClient> opening, String group, Set<String> topics) {
    this.opening = opening;
    this.group = group;
    this.topics = List.copyOf(topics);
  }

  /** The ends that topics had at one time. */
  public record Mark(Map<TopicPartition, Long> ends) {
    public Mark {
      ends = Map.copyOf(ends);
    }
  }

  /** Closed with the service. To open its client takes a while, which a start does not wait for. */
  static GroupProgress open(
      ServiceContext service, ConsumerGroup group, Set<Class<? extends Message>> messages) {
    KafkaConfig config = KafkaConfig.of(service);
    Map<String, String> settings =
        config.admin("dizhtime-" + service.name() + "-progress", Duration.ofSeconds(BOUND_SECONDS));
    Future<KafkaAdminClient> opening =
        service
            .vertx()
            .executeBlocking(() -> KafkaAdminClient.create(service.vertx(), settings), false);
    service.onStop(
        "progress of " + group.groupName(),
        () -> opening.compose(admin -> admin.close(0)).otherwiseEmpty().await());
    return new GroupProgress(
        opening, config.groupId(group.groupName()), config.topicNames(messages));
  }

  private KafkaAdminClient admin() {
    return opening.await();
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

  /** Whether the group has taken in all that was there then, and its effects are kept. */
  public boolean past(Mark mark) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin().listConsumerGroupOffsets(group).await();
    List<TopicPartition> open =
        mark.ends().keySet().stream()
            .filter(each -> offset(committed.get(each)) < mark.ends().get(each))
            .toList();
    // What Kafka has forgotten since can't be read any more.
    return open.isEmpty()
        || offsets(open, OffsetSpec.EARLIEST).entrySet().stream()
            .allMatch(each -> each.getValue() >= mark.ends().get(each.getKey()));
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
