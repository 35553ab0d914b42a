package dev.dizhtime.runtime.messaging;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.FundsReleased;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceRunner;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands that are handled together: what is promised of each alone holds for them, too. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class TogetherIT {
  private static final long POISON = 666;
  private static final long BLOCKS = 999;
  private static final long RELEASED = -1;

  private static final Queue<Integer> SIZES = new ConcurrentLinkedQueue<>();
  private static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();
  private static final CountDownLatch REACHED = new CountDownLatch(1);
  private static final CountDownLatch GO_ON = new CountDownLatch(1);

  private static Infrastructure infra;
  private static RunningService running;

  private final OrderId order = new OrderId(UUID.randomUUID());

  @BeforeAll
  static void start(Infrastructure given) {
    infra = given;
    var environment = new HashMap<>(infra.environment("together"));
    environment.put("DIZHTIME_INSTANCES", "1");
    running =
        ServiceRunner.start(new Service("together", () -> TogetherIT::open), Env.of(environment));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static void open(ServiceContext service) {
    Postgres postgres = Postgres.open(service, "dev/dizhtime/runtime/sample/db");
    InboxConsumer.of(service, ConsumerGroup.WALLET, postgres, Publisher.open(service))
        .answeringTogether(Set.of(ReserveFunds.class), TogetherIT::reserve)
        .answeringUnreadable(ReserveFunds.class, TogetherIT::refuse)
        .telling((command, _) -> TOLD.add(command.key()))
        .answering(ReleaseFunds.class, TogetherIT::release)
        .start();
  }

  private static List<Message> reserve(Tx tx, List<Message> commands) throws Exception {
    SIZES.add(commands.size());
    List<Message> answers = new ArrayList<>();
    for (Message each : commands) {
      var command = (ReserveFunds) each;
      long number = command.amount().amountMinor();
      if (number == POISON) {
        throw new IllegalArgumentException("can't handle " + number);
      }
      if (number == BLOCKS) {
        REACHED.countDown();
        GO_ON.await();
      }
      effect(tx, command.key(), number);
      answers.add(new FundsReserved(command.orderId(), command.amount(), Instant.now()));
    }
    return answers;
  }

  private static Message release(Tx tx, ReleaseFunds command) {
    effect(tx, command.key(), RELEASED);
    return new FundsReleased(command.orderId(), Instant.now());
  }

  private static Message refuse(String payload) {
    int at = payload.indexOf("\"orderId\":\"");
    return at < 0
        ? null
        : new FundsRefused(
            new OrderId(UUID.fromString(payload.substring(at + 11, at + 47))),
            "UNREADABLE",
            Instant.now(),
            0,
            FundsRefused.Operation.RESERVE);
  }

  private static void effect(Tx tx, String key, long number) {
    tx.update("INSERT INTO effect (key, number) VALUES ($1, $2)", key, number);
  }

  @Test
  void aPollsCommandsAreHandledAtOnceAndEachHasItsAnswer() throws Exception {
    var block = new OrderId(UUID.randomUUID());
    infra.events().send(reserve(block, BLOCKS));
    REACHED.await();
    List<OrderId> orders = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      orders.add(new OrderId(UUID.randomUUID()));
      infra.events().send(reserve(orders.getLast(), i + 1));
    }
    GO_ON.countDown();

    List<String> keys = orders.stream().map(OrderId::toString).toList();
    eventually(
        () ->
            assertThat(
                    infra.events().all(Topic.ORDER_REPLIES).stream()
                        .map(Event::key)
                        .filter(keys::contains))
                .containsExactlyInAnyOrderElementsOf(keys));
    assertThat(SIZES).anyMatch(size -> size > 10);
    assertThat(TOLD).contains(orders.getLast().toString());
  }

  @Test
  void keepsTheOrderOfAKeyAmongWhatIsHandledTogetherAndWhatIsNot() {
    EventProbe events = infra.events();
    events.send(reserve(order, 1));
    events.send(new ReleaseFunds(order, customer()));
    events.send(reserve(order, 2));
    events.send(new ReleaseFunds(order, customer()));

    eventually(() -> assertThat(effects(order)).containsExactly(1L, RELEASED, 2L, RELEASED));
    eventually(
        () ->
            assertThat(types(order))
                .containsExactly(
                    "dizhtime.wallet.funds-reserved.v1",
                    "dizhtime.wallet.funds-released.v1",
                    "dizhtime.wallet.funds-reserved.v1",
                    "dizhtime.wallet.funds-released.v1"));
  }

  @Test
  void aDuplicateHasNoSecondEffectAlsoInOneBatch() {
    var id = UUID.randomUUID();
    EventProbe events = infra.events();
    events.send(id, reserve(order, 1));
    events.send(id, reserve(order, 1));
    events.send(reserve(order, 2));
    events.send(id, reserve(order, 1));
    events.send(reserve(order, 3));

    eventually(() -> assertThat(effects(order)).containsExactly(1L, 2L, 3L));
  }

  @Test
  void poisonGoesToTheDeadLetterTopicAndTheOthersHaveTheirEffectOnce() {
    EventProbe events = infra.events();
    events.send(reserve(order, 1));
    events.send(reserve(order, POISON));
    events.send(reserve(order, 2));

    eventually(() -> assertThat(effects(order)).containsExactly(1L, 2L));
    eventually(
        () ->
            assertThat(
                    events.all(ConsumerGroup.WALLET.deadLetterTopic(infra.topicPrefix())).stream()
                        .filter(each -> order.toString().equals(each.key())))
                .hasSize(1));
  }

  @Test
  void aCommandThatCannotBeReadMayHaveAnAnswer() {
    String payload =
        "{\"orderId\":\"%s\",\"amount\":{\"amountMinor\":-1,\"currency\":\"EUR\"}}"
            .formatted(order);
    infra
        .events()
        .send(
            Topic.WALLET_COMMANDS.topicName(infra.topicPrefix()),
            order.toString(),
            payload,
            EventProbe.cloudEvent(
                UUID.randomUUID(), "dizhtime.wallet.reserve-funds.v1", order.toString()));

    eventually(() -> assertThat(types(order)).containsExactly("dizhtime.wallet.funds-refused.v1"));
    assertThat(effects(order)).isEmpty();
  }

  private static ReserveFunds reserve(OrderId order, long number) {
    return new ReserveFunds(order, customer(), new Money(number, "EUR"));
  }

  private static UserId customer() {
    return new UserId(UUID.randomUUID());
  }

  private static List<String> types(OrderId order) {
    return infra.events().all(Topic.ORDER_REPLIES).stream()
        .filter(each -> each.key().equals(order.toString()))
        .map(Event::type)
        .toList();
  }

  private static List<Long> effects(OrderId order) {
    List<Long> numbers = new ArrayList<>();
    try (var connection = infra.connect("together");
        var query =
            connection.prepareStatement(
                "SELECT number FROM effect WHERE key = ? ORDER BY sequence")) {
      query.setString(1, order.toString());
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          numbers.add(rows.getLong(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return numbers;
  }
}
