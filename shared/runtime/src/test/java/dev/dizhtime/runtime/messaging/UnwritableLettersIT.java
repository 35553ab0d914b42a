package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.sample.Ledger;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A letter that can't be written as it should be takes nothing with it. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class UnwritableLettersIT {
  /** What a producer hands over at most, its own additions included. */
  private static final int MAX_RECORD_BYTES = 1_048_576;

  /** Leaves room for what a record has besides, and none for what a letter tells. */
  private static final int HUGE_PAYLOAD_CHARS = MAX_RECORD_BYTES - 200;

  private static final long POISON = 666;
  private static final String LONG_REASON = "x".repeat(4_000);

  private static Infrastructure infra;
  private static String topic;
  private static String deadLetterTopic;

  @BeforeAll
  static void know(Infrastructure given) {
    infra = given;
    topic = Topic.WALLET.topicName(infra.topicPrefix());
    deadLetterTopic = ConsumerGroup.WALLET.deadLetterTopic(infra.topicPrefix());
  }

  @Test
  void aMessageTooLargeForALetterIsWrittenCutAndItsNeighboursHaveTheirEffect() {
    UserId key = Ledger.newKey();
    try (var producer = compressing()) {
      LongStream.rangeClosed(1, 5).forEach(number -> send(producer, key, number, ""));
      producer.send(new ProducerRecord<>(topic, key.toString(), "x".repeat(HUGE_PAYLOAD_CHARS)));
      LongStream.rangeClosed(6, 10).forEach(number -> send(producer, key, number, ""));
    }
    try (Ledger _ = ledger()) {
      hasEffects(key, LongStream.rangeClosed(1, 10).toArray());
      Event letter = letter(key);
      assertThat(letter.header(Headers.DEAD_LETTER_CUT))
          .isEqualTo(Integer.toString(HUGE_PAYLOAD_CHARS));
      assertThat(letter.header(Headers.DEAD_LETTER_ORIGIN)).startsWith(topic + "/");
      assertThat(letter.header(Headers.DEAD_LETTER_REASON)).isEqualTo("not a CloudEvent of ours");
    }
  }

  @Test
  void aLongReasonIsCutBeforeAMessageIs() {
    UserId key = Ledger.newKey();
    try (var producer = compressing()) {
      send(producer, key, POISON, "x".repeat(HUGE_PAYLOAD_CHARS - LONG_REASON.length()));
      send(producer, key, 1, "");
    }
    try (Ledger _ = ledger()) {
      hasEffects(key, 1);
      Event letter = letter(key);
      assertThat(letter.headers()).doesNotContainKey(Headers.DEAD_LETTER_CUT);
      assertThat(letter.header(Headers.DEAD_LETTER_REASON)).hasSize(200);
      assertThat(letter.json().at("/amount/amountMinor").asLong()).isEqualTo(POISON);
    }
  }

  @Test
  void aLetterThatIsRefusedIsWrittenWhenItIsTakenAndItsNeighboursAreNotLost() throws Exception {
    UserId key = Ledger.newKey();
    try (var producer = compressing()) {
      send(producer, key, 1, "");
      producer.send(new ProducerRecord<>(topic, key.toString(), "{}"));
      send(producer, key, 2, "");
    }
    takesLettersOf(1);
    try (Ledger ledger = ledger()) {
      Eventually.eventually(
          () -> assertThat(ledger.counted("dizhtime.consumer.retries")).isGreaterThanOrEqualTo(2));
      takesLettersOf(MAX_RECORD_BYTES);
      hasEffects(key, 1, 2);
      assertThat(letters(key)).hasSize(1);
    } finally {
      takesLettersOf(MAX_RECORD_BYTES);
    }
  }

  private static Ledger ledger() {
    return Ledger.start(
        infra,
        Map.of(),
        (_, event) -> {
          if (event.amount().amountMinor() == POISON) {
            throw new IllegalArgumentException(LONG_REASON);
          }
        });
  }

  /** What it sends takes next to no room on the broker, so that one poll brings all. */
  private static KafkaProducer<String, String> compressing() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", infra.kafkaBootstrap(), "compression.type", "lz4"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void send(
      KafkaProducer<String, String> producer, UserId key, long number, String padding) {
    String payload = Json.write(Ledger.toppedUp(key, number));
    String padded = payload.replaceFirst("\\{", "{\"padding\":\"" + padding + "\",");
    var sent = new ProducerRecord<>(topic, key.toString(), padded);
    EventProbe.cloudEvent(UUID.randomUUID(), "dizhtime.wallet.topped-up.v1", key.toString())
        .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(sent);
  }

  private static void takesLettersOf(int bytes) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", infra.kafkaBootstrap());
    try (Admin admin = Admin.create(settings)) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, deadLetterTopic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static Event letter(UserId key) {
    Eventually.eventually(() -> assertThat(letters(key)).hasSize(1));
    return letters(key).getFirst();
  }

  private static List<Event> letters(UserId key) {
    return infra.events().all(deadLetterTopic).stream()
        .filter(event -> key.toString().equals(event.key()))
        .toList();
  }

  private static void hasEffects(UserId key, long... numbers) {
    List<Long> wanted = LongStream.of(numbers).boxed().toList();
    Eventually.eventually(() -> assertThat(Ledger.effects(infra, key)).isEqualTo(wanted));
  }
}
