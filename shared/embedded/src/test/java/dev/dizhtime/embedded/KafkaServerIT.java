package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
  private static final int BOUND_SECONDS = 20;

  @TempDir Path directory;

  @Test
  void keepsItsRecordsThroughKillAndRestart() throws Exception {
    var settings = Servers.settings(directory);
    var first = KafkaServer.start(settings);
    createTopic(first);
    send(first, "before");
    Servers.refusesADirectoryInUse(KafkaServer::start, settings);
    var scratch = Servers.scratch(first, settings);
    Files.writeString(scratch.resolve("library.so"), "unpacked");
    Servers.kill(first);

    var second = KafkaServer.start(settings);
    assertThat(scratch).isEmptyDirectory();
    assertThat(read(second, 1)).containsExactly("before");
    send(second, "after");
    Servers.close(second);

    var third = KafkaServer.start(settings);
    assertThat(read(third, 2)).containsExactly("before", "after");
    Servers.close(third);
  }

  @Test
  void refusesATakenPort() throws Exception {
    Servers.refusesATakenPort(KafkaServer::start, Servers.settings(directory));
  }

  /** The age of records alone does nothing: something must look for it. */
  @Test
  void writesToTheDiskEachSecondWhenItIsToLast() throws Exception {
    var server = KafkaServer.start(Servers.settings(directory).withDurable(true));
    var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
    try (var admin = Admin.create(Map.of("bootstrap.servers", server.address()))) {
      var config =
          admin
              .describeConfigs(List.of(broker))
              .all()
              .get(BOUND_SECONDS, TimeUnit.SECONDS)
              .get(broker);
      assertThat(
              List.of(
                  config.get("log.flush.interval.ms").value(),
                  config.get("log.flush.scheduler.interval.ms").value()))
          .containsExactly("1000", "1000");
    }
    Servers.close(server);
  }

  private static void createTopic(EmbeddedServer server) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", server.address()))) {
      admin
          .createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
          .all()
          .get(BOUND_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void send(EmbeddedServer server, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", server.address(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer
          .send(new ProducerRecord<>("kept", "key", value))
          .get(BOUND_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Reads with a group, so that the group coordinator is used too. */
  private static List<String> read(EmbeddedServer server, int count) {
    var found = new java.util.ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                server.address(),
                "group.id",
                "readers-" + count,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("kept"));
      long deadline = System.nanoTime() + Duration.ofSeconds(BOUND_SECONDS).toNanos();
      while (found.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(consumed -> found.add(consumed.value()));
      }
    }
    return found;
  }
}
