package dev.dizhtime.testkit;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of one test class: all that the platform declares, with fewer partitions. */
final class KafkaCorner implements AutoCloseable {
  /** Enough to show that order holds per key and not across keys. */
  private static final int PARTITIONS = 2;

  private static final Duration BOUND = Duration.ofSeconds(30);

  private final Admin admin;
  private final EventProbe events;
  private final List<String> topics;

  private KafkaCorner(Admin admin, EventProbe events, List<String> topics) {
    this.admin = admin;
    this.events = events;
    this.topics = topics;
  }

  static KafkaCorner create(String bootstrap, String prefix) {
    var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    var topics = topics(prefix);
    await(admin.createTopics(topics).all());
    return new KafkaCorner(
        admin, new EventProbe(bootstrap, prefix), topics.stream().map(NewTopic::name).toList());
  }

  private static List<NewTopic> topics(String prefix) {
    var declared =
        Arrays.stream(Topic.values())
            .map(topic -> topic(topic.topicName(prefix), PARTITIONS, topic.compacted()));
    var deadLetters =
        Arrays.stream(ConsumerGroup.values())
            .map(
                group ->
                    topic(
                        group.deadLetterTopic(prefix),
                        ConsumerGroup.DEAD_LETTER_PARTITIONS,
                        false));
    return Stream.concat(declared, deadLetters).toList();
  }

  private static NewTopic topic(String name, int partitions, boolean compacted) {
    return new NewTopic(name, partitions, (short) 1)
        .configs(Map.of("cleanup.policy", compacted ? "compact" : "delete"));
  }

  EventProbe events() {
    return events;
  }

  @Override
  public void close() {
    events.close();
    await(admin.deleteTopics(topics).all());
    admin.close(BOUND);
  }

  private static void await(org.apache.kafka.common.KafkaFuture<?> future) {
    try {
      future.get(BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka did not do what the test asked for.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
