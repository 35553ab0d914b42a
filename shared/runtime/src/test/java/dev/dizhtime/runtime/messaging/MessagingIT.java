package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.sample.Ledger;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The promises of the event backbone, kept on a real broker and a real database. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class MessagingIT {
  /** A number that is never handled. */
  private static final long POISON = 666;

  /** A number whose handling fails twice as if by a bug. */
  private static final long STUMBLES = 13;

  /** A number whose handling fails more often than a bug may, as if something were down. */
  private static final long DOWN = 1_000;

  private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();

  private static Infrastructure infra;
  private static Ledger ledger;

  @BeforeAll
  static void start(Infrastructure given) {
    infra = given;
    ledger =
        Ledger.start(
            infra, Map.of(), (_, event) -> fail(event.key(), event.amount().amountMinor()));
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  private static void fail(String key, long number) throws IOException {
    int failed = FAILURES.computeIfAbsent(key + number, _ -> new AtomicInteger()).getAndIncrement();
    if (number == POISON || (number == STUMBLES && failed < 2)) {
      throw new IllegalArgumentException("can't handle " + number);
    }
    if (number == DOWN && failed < ConsumerLoop.MAX_ATTEMPTS + 2) {
      throw new IOException("down");
    }
  }

  @Test
  void messagesOfOneKeyKeepTheirOrderFromTransactionToEffect() throws Exception {
    UserId first = Ledger.newKey();
    UserId second = Ledger.newKey();
    long[] numbers = LongStream.rangeClosed(1, 300).filter(n -> n != STUMBLES).toArray();
    ledger.send(first, numbers);
    ledger.send(second, numbers);
    eventually(first, numbers);
    eventually(second, numbers);
  }

  @Test
  void aDuplicateHasNoSecondEffect() {
    UserId key = Ledger.newKey();
    UUID id = UUID.randomUUID();
    EventProbe events = infra.events();
    events.send(id, Ledger.toppedUp(key, 1));
    events.send(id, Ledger.toppedUp(key, 1));
    events.send(Ledger.toppedUp(key, 2));
    events.send(id, Ledger.toppedUp(key, 1));
    events.send(Ledger.toppedUp(key, 3));
    eventually(key, 1, 2, 3);
  }

  @Test
  void nothingIsSkippedWhenABatchFails() throws Exception {
    UserId key = Ledger.newKey();
    ledger.send(key, 11, 12, STUMBLES, 14, 15);
    eventually(key, 11, 12, STUMBLES, 14, 15);
  }

  @Test
  void poisonGoesToTheDeadLetterTopicAndThePartitionMovesOn() throws Exception {
    UserId key = Ledger.newKey();
    ledger.send(key, 1, POISON, 2);
    eventually(key, 1, 2);
    Event letter = deadLetter(key.toString());
    assertThat(letter.json().at("/amount/amountMinor").asLong()).isEqualTo(POISON);
    assertThat(letter.headers())
        .containsEntry(Headers.TYPE, "dizhtime.wallet.topped-up.v1")
        .hasEntrySatisfying(
            Headers.DEAD_LETTER_REASON, reason -> assertThat(reason).contains("can't handle 666"))
        .hasEntrySatisfying(
            Headers.DEAD_LETTER_ORIGIN,
            origin -> assertThat(origin).startsWith(Topic.WALLET.topicName(infra.topicPrefix())));
  }

  @Test
  void whatIsNoMessageOfOursGoesToTheDeadLetterTopicToo() {
    UserId key = Ledger.newKey();
    String topic = Topic.WALLET.topicName(infra.topicPrefix());
    String type = "dizhtime.wallet.topped-up.v1";
    EventProbe events = infra.events();
    events.send(topic, key.toString(), "{}", Map.of());
    events.send(
        topic,
        key.toString(),
        "{nonsense",
        EventProbe.cloudEvent(UUID.randomUUID(), type, key.toString()));
    events.send(Ledger.toppedUp(key, 7));
    eventually(key, 7);
    Eventually.eventually(() -> assertThat(deadLetters(key.toString())).hasSize(2));
  }

  @Test
  void waitsAsLongAsSomethingIsDownAndGivesNothingUp() throws Exception {
    UserId key = Ledger.newKey();
    ledger.send(key, 1, DOWN, 2);
    eventually(key, 1, DOWN, 2);
    assertThat(deadLetters(key.toString())).isEmpty();
  }

  private static Event deadLetter(String key) {
    EventProbe events = infra.events();
    return events.await(
        ConsumerGroup.WALLET.deadLetterTopic(infra.topicPrefix()),
        event -> key.equals(event.key()),
        Eventually.BOUND);
  }

  private static List<Event> deadLetters(String key) {
    EventProbe events = infra.events();
    return events.all(ConsumerGroup.WALLET.deadLetterTopic(infra.topicPrefix())).stream()
        .filter(event -> key.equals(event.key()))
        .toList();
  }

  private static void eventually(UserId key, long... numbers) {
    List<Long> wanted = LongStream.of(numbers).boxed().toList();
    Eventually.eventually(() -> assertThat(Ledger.effects(infra, key)).isEqualTo(wanted));
  }
}
