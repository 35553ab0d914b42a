package dev.dizhtime.local.platform;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.local.terminal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that the contracts declare, and a dead-letter topic for each consumer group. */
public final class Topics {
  private static final int BOUND_SECONDS = 30;
  private static final long DEAD_LETTER_MILLIS = TimeUnit.DAYS.toMillis(30);

  private Topics() {}

  /** Creates those that are missing; throws {@link Refusal} when the broker refuses. */
  public static void create(String bootstrap) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", BOUND_SECONDS * 1_000);
    try (var admin = Admin.create(config)) {
      var there = admin.listTopics().names().get(BOUND_SECONDS, TimeUnit.SECONDS);
      var missing = declared().stream().filter(topic -> !there.contains(topic.name())).toList();
      admin.createTopics(missing).all().get(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Refusal("Kafka at " + bootstrap + " refuses its topics: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("Interrupted while topics were created.", e);
    }
  }

  static List<NewTopic> declared() {
    var topics = new ArrayList<NewTopic>();
    for (Topic topic : Topic.values()) {
      var kept =
          topic.compacted()
              ? Map.of("cleanup.policy", "compact")
              : Map.of(
                  "retention.ms",
                  Long.toString(topic.retentionMillis()),
                  "segment.ms",
                  Long.toString(topic.segmentMillis()));
      topics.add(topic(topic.topicName(Topic.DEFAULT_PREFIX), topic.partitions()).configs(kept));
    }
    for (ConsumerGroup group : ConsumerGroup.values()) {
      topics.add(
          topic(group.deadLetterTopic(Topic.DEFAULT_PREFIX), 1)
              .configs(Map.of("retention.ms", Long.toString(DEAD_LETTER_MILLIS))));
    }
    return topics;
  }

  private static NewTopic topic(String name, int partitions) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty());
  }
}
