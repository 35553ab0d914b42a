package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.embedded.EmbeddedServer;
import dev.dizhtime.embedded.KafkaServer;
import dev.dizhtime.embedded.ServerSettings;
import dev.dizhtime.runtime.sample.Ledger;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed and comes back loses nothing, and the order of a key is kept. */
@RealInfrastructure(Server.POSTGRES)
class BrokerRestartIT {
  private static final Duration BOUND = Duration.ofSeconds(60);

  @Test
  void aBrokerThatIsKilledAndComesBackLosesNothing(Infrastructure infra, @TempDir Path directory)
      throws Exception {
    ServerSettings settings =
        ServerSettings.in(directory.resolve("kafka"), directory.resolve("kafka.log"));
    EmbeddedServer broker = KafkaServer.start(settings);
    String bootstrap = broker.address();
    createTopics(bootstrap);
    UserId key = Ledger.newKey();
    try (Ledger ledger =
        Ledger.start(infra, Map.of("DIZHTIME_KAFKA_BOOTSTRAP", bootstrap), (_, _) -> {})) {
      ledger.send(key, LongStream.rangeClosed(1, 100).toArray());
      ProcessHandle.of(broker.pid().orElseThrow()).orElseThrow().destroyForcibly();
      broker.exit().join();
      broker.close();
      ledger.send(key, LongStream.rangeClosed(101, 200).toArray());
      int port = Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1));
      broker = KafkaServer.start(settings.withPort(port));
      ledger.send(key, LongStream.rangeClosed(201, 300).toArray());
      List<Long> all = LongStream.rangeClosed(1, 300).boxed().toList();
      Eventually.within(BOUND, () -> assertThat(Ledger.effects(infra, key)).isEqualTo(all));
    } finally {
      broker.close();
    }
  }

  private static void createTopics(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<NewTopic> topics = new ArrayList<>();
      topics.add(new NewTopic(Topic.WALLET.topicName(Topic.DEFAULT_PREFIX), 2, (short) 1));
      topics.add(
          new NewTopic(ConsumerGroup.WALLET.deadLetterTopic(Topic.DEFAULT_PREFIX), 1, (short) 1));
      admin.createTopics(topics).all().get();
    }
  }
}
