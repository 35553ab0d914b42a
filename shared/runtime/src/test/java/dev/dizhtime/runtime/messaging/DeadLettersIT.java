package dev.dizhtime.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.messaging.DeadLetters.Stored;
import dev.dizhtime.runtime.sample.Ledger;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Eventually;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was given up on can be seen, and said again. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class DeadLettersIT {
  private static final long POISON = 666;
  private static final Set<String> MENDED = ConcurrentHashMap.newKeySet();

  private static Infrastructure infra;
  private static Ledger ledger;
  private static RunningService looking;
  private static volatile ServiceContext service;
  private static volatile DeadLetters letters;

  @BeforeAll
  static void start(Infrastructure given) {
    infra = given;
    ledger =
        Ledger.start(
            infra,
            Map.of(),
            (_, event) -> {
              if (event.amount().amountMinor() == POISON && !MENDED.contains(event.key())) {
                throw new IllegalArgumentException("can't handle " + POISON);
              }
            });
    looking =
        ServiceRunner.start(
            new Service(
                "looking",
                () ->
                    context -> {
                      letters = DeadLetters.open(context, Publisher.open(context));
                      service = context;
                    }),
            Env.of(new HashMap<>(infra.environment("looking"))));
  }

  @AfterAll
  static void stop() {
    looking.close();
    ledger.close();
  }

  @Test
  void tellsWhatWasGivenUpOnAndWhy() throws Exception {
    UserId key = Ledger.newKey();
    ledger.send(key, POISON);
    DeadLetter letter = letterOf(key).letter();
    assertThat(letter.cause()).contains("can't handle 666");
    assertThat(letter.type()).isEqualTo("dizhtime.wallet.topped-up.v1");
    assertThat(letter.origin()).startsWith(Topic.WALLET.topicName(infra.topicPrefix()) + "/");
    assertThat(letter.attempts()).isEqualTo(5).isEqualTo(ConsumerLoop.MAX_ATTEMPTS);
    assertThat(letter.payload()).contains("666").hasSize(letter.payloadChars());
    assertThat(letter.at()).isNotNull();
    assertThat(letter.obstacle()).isNull();
    assertThat(letter.replays()).isZero();
  }

  @Test
  void namesTheFieldThatAMessageLacksAndGivesItUpAtOnce() throws Exception {
    UserId key = Ledger.newKey();
    infra
        .events()
        .send(
            Topic.WALLET.topicName(infra.topicPrefix()),
            key.toString(),
            Json.write(Map.of("userId", key, "transferId", key, "at", Instant.now())),
            EventProbe.cloudEvent(
                UUID.randomUUID(), "dizhtime.wallet.topped-up.v1", key.toString()));

    DeadLetter letter = letterOf(key).letter();
    assertThat(letter.cause()).isEqualTo("amount is missing");
    assertThat(letter.attempts()).isEqualTo(1);
  }

  @Test
  void aLetterThatIsSaidTwiceHasItsEffectOnce() throws Exception {
    UserId key = Ledger.newKey();
    ledger.send(key, POISON);
    Stored stored = letterOf(key);
    MENDED.add(key.toString());
    replay(stored);
    eventually(key, POISON);
    // As after a crash between the broker's acknowledgement and the mark.
    replay(stored);
    ledger.send(key, 2);
    eventually(key, POISON, 2);
    assertThat(said(Topic.WALLET, stored.letter().id()))
        .filteredOn(each -> !each.header(Headers.REPLAY_GROUP).isEmpty())
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.header(Headers.REPLAY_GROUP)).isEqualTo("wallet");
              assertThat(each.key()).isEqualTo(key.toString());
              assertThat(each.headers()).doesNotContainKey(Headers.DEAD_LETTER_REASON);
            });
  }

  @Test
  void whatIsSaidAgainForAnotherGroupIsPassedOver() throws Exception {
    UserId key = Ledger.newKey();
    String type = "dizhtime.wallet.topped-up.v1";
    Map<String, String> headers = EventProbe.cloudEvent(UUID.randomUUID(), type, key.toString());
    headers.put(Headers.REPLAY_GROUP, ConsumerGroup.NOTIFICATION.groupName());
    String payload = dev.dizhtime.runtime.json.Json.write(Ledger.toppedUp(key, 1));
    infra
        .events()
        .send(Topic.WALLET.topicName(infra.topicPrefix()), key.toString(), payload, headers);
    ledger.send(key, 2);
    eventually(key, 2);
  }

  @Test
  void aLetterThatFailsAgainTellsOfTheFirst() throws Exception {
    UserId key = Ledger.newKey();
    ledger.send(key, POISON);
    Stored first = letterOf(key);
    replay(first);
    Stored second = letterOf(key, 1);
    replay(second);
    DeadLetter third = letterOf(key, 2).letter();
    assertThat(second.letter().replayOf()).isEqualTo(first.letter().reference());
    assertThat(third.replayOf()).isEqualTo(first.letter().reference());
    assertThat(third.id()).isEqualTo(first.letter().id());
  }

  @Test
  void whatIsNoMessageOfOursIsShownButNotSaidAgain() throws Exception {
    UserId key = Ledger.newKey();
    infra
        .events()
        .send(Topic.WALLET.topicName(infra.topicPrefix()), key.toString(), "{}", Map.of());
    Stored stored = letterOf(key);
    assertThat(stored.letter().obstacle()).contains("no message of ours");
    assertThatThrownBy(() -> replay(stored)).hasMessageContaining("no message of ours");
  }

  @Test
  void pagesGoFromTheNewestBackwards() throws Exception {
    UserId key = Ledger.newKey();
    Map<String, String> headers =
        EventProbe.cloudEvent(UUID.randomUUID(), "dizhtime.wallet.topped-up.v1", key.toString());
    String topic = ConsumerGroup.SEARCH.deadLetterTopic(infra.topicPrefix());
    for (int i = 0; i < 5; i++) {
      infra.events().send(topic, key.toString(), "{\"n\":" + i + "}", headers);
    }
    var groups = List.of(ConsumerGroup.SEARCH, ConsumerGroup.DELIVERY);
    DeadLetters.Page first = ask(() -> letters.page(groups, Map.of(), 3));
    assertThat(first.letters()).extracting(DeadLetter::offset).containsExactly(4L, 3L, 2L);
    DeadLetters.Page second = ask(() -> letters.page(groups, first.next(), 3));
    assertThat(second.letters()).extracting(DeadLetter::offset).containsExactly(1L, 0L);
    assertThat(second.next()).isEmpty();
  }

  @Test
  void anOldSnapshotThatIsSaidAgainDoesNotBecomeTheLastOfItsKey() throws Exception {
    UserId key = Ledger.newKey();
    UUID id = UUID.randomUUID();
    Map<String, String> headers =
        EventProbe.cloudEvent(id, "dizhtime.wallet.topped-up.v1", key.toString());
    String topic = Topic.USERS.topicName(infra.topicPrefix());
    headers.put(Headers.DEAD_LETTER_ORIGIN, topic + "/1/7");
    headers.put(Headers.DEAD_LETTER_REASON, "a bug");
    infra
        .events()
        .send(
            ConsumerGroup.RESTAURANT.deadLetterTopic(infra.topicPrefix()),
            key.toString(),
            dev.dizhtime.runtime.json.Json.write(Ledger.toppedUp(key, 1)),
            headers);
    replay(find(ConsumerGroup.RESTAURANT, key, 0));
    Event said = said(Topic.USERS, id.toString()).getFirst();
    assertThat(said.key()).isNotEqualTo(key.toString()).startsWith(key.toString());
    assertThat(said.partition()).isEqualTo(1);
    assertThat(said.header(Headers.SUBJECT)).isEqualTo(key.toString());
  }

  private static List<Event> said(Topic topic, String id) {
    return infra.events().all(topic).stream()
        .filter(each -> id.equals(each.header(Headers.ID)))
        .toList();
  }

  private static Stored letterOf(UserId key) {
    return letterOf(key, 0);
  }

  private static Stored letterOf(UserId key, int replays) {
    return find(ConsumerGroup.WALLET, key, replays);
  }

  private static Stored find(ConsumerGroup group, UserId key, int replays) {
    Eventually.eventually(
        () ->
            assertThat(ask(() -> letters.read(group, 0, DeadLetters.MAX_READ)))
                .anyMatch(each -> is(each.letter(), key, replays)));
    try {
      return ask(() -> letters.read(group, 0, DeadLetters.MAX_READ)).stream()
          .filter(each -> is(each.letter(), key, replays))
          .findFirst()
          .orElseThrow();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean is(DeadLetter letter, UserId key, int replays) {
    return key.toString().equals(letter.key()) && letter.replays() == replays;
  }

  private static void replay(Stored stored) throws Exception {
    ask(
        () -> {
          letters.replay(List.of(stored));
          return null;
        });
  }

  /** Asks on a thread of the service, where one may await. */
  private static <T> T ask(Callable<T> question) throws Exception {
    var answer = new CompletableFuture<T>();
    service.spawn(
        "question",
        () -> {
          try {
            answer.complete(question.call());
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void eventually(UserId key, long... numbers) {
    List<Long> wanted = java.util.Arrays.stream(numbers).boxed().toList();
    Eventually.eventually(() -> assertThat(Ledger.effects(infra, key)).isEqualTo(wanted));
  }
}
