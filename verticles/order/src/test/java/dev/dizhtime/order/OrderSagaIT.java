package dev.dizhtime.order;

import static dev.dizhtime.order.RunningOrders.id;
import static dev.dizhtime.order.RunningOrders.type;
import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.OrderAccepted;
import dev.dizhtime.contracts.order.OrderDelivered;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderFunded;
import dev.dizhtime.contracts.order.OrderPickedUp;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderPreparing;
import dev.dizhtime.contracts.order.OrderReady;
import dev.dizhtime.contracts.order.OrderRejected;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsCaptured;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.FundsReleased;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders from end to end; the wallet's and the drivers' part is played by the test. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class OrderSagaIT {
  private static final TaskId TASK = new TaskId(UUID.randomUUID());
  private static RunningOrders running;

  @BeforeAll
  static void start(Infrastructure infra) {
    running = RunningOrders.start(infra);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void everyoneIsPaidInTheEndOnOneTraceAndUnderOneRequestId() {
    JsonNode placed = running.place();
    OrderId order = id(placed);
    settle(order, 1);

    List<Event> commands = running.sent(Topic.WALLET_COMMANDS, order);
    assertThat(running.typesSent(Topic.ORDERS, order))
        .containsExactly(
            type(OrderPlaced.class),
            type(OrderFunded.class),
            type(OrderAccepted.class),
            type(OrderPreparing.class),
            type(OrderReady.class),
            type(OrderPickedUp.class),
            type(OrderDelivered.class),
            type(OrderSettled.class));
    assertThat(running.typesSent(Topic.DELIVERY_COMMANDS, order))
        .containsExactly(type(RequestDelivery.class));
    assertThat(commands)
        .extracting(Event::type)
        .containsExactly(type(ReserveFunds.class), type(CaptureFunds.class));
    assertThat(legsSum(commands.getLast()))
        .isEqualTo(placed.at("/total/amountMinor").asLong())
        .isEqualTo(commands.getFirst().json().at("/amount/amountMinor").asLong());
    everythingSentIsPartOf(placed);
  }

  @Test
  void theTimelineTellsEveryStep() {
    OrderId order = id(running.place());
    settle(order, 1);

    JsonNode steps = running.timeline(order).get("steps");

    assertThat(
            StreamSupport.stream(steps.spliterator(), false)
                .filter(step -> !step.get("kind").asText().equals("DEADLINE"))
                .map(step -> step.get("name").asText()))
        .containsExactly(
            "placed",
            "reserve funds sent",
            "funds reserved",
            "accepted",
            "request delivery sent",
            "driver assigned",
            "preparation started",
            "ready",
            "picked up",
            "delivered",
            "capture funds sent",
            "funds captured");
    assertThat(steps.get(3).get("messageType").asText()).isEqualTo(type(FundsReserved.class));
    assertThat(steps.findValuesAsText("traceId"))
        .hasSize(steps.size())
        .containsOnly(running.timeline(order).get("traceId").asText());
    assertThat(steps.findValuesAsText("sequence")).startsWith("1", "2", "3");
    assertThat(running.steps(order, "DEADLINE"))
        .extracting(step -> step.get("name").asText())
        .containsExactly(
            "funds deadline set",
            "answer deadline set",
            "kitchen deadline set",
            "driver deadline set",
            "fetching deadline set",
            "pickup deadline set",
            "dropoff deadline set",
            "capture deadline set");
  }

  @Test
  void everyReportThatComesAgainIsHarmless() {
    OrderId order = id(running.place());
    settle(order, 3);

    // Three of each of the five: the inbox knows the second, the saga ignores the third.
    running.awaitSteps(order, "IGNORED", 5);
    assertThat(running.steps(order, "IGNORED")).hasSize(5);
    assertThat(running.sent(Topic.ORDERS, order)).hasSize(8);
    assertThat(running.sent(Topic.WALLET_COMMANDS, order)).hasSize(2);
    assertThat(running.sent(Topic.DELIVERY_COMMANDS, order)).hasSize(1);
    assertThat(running.timeline(order).get("state").asText()).isEqualTo("SETTLED");
  }

  @Test
  void withoutMoneyTheOrderFails() {
    JsonNode placed = running.place();
    OrderId order = id(placed);
    tell(
        1,
        new FundsRefused(
            order, "INSUFFICIENT_FUNDS", Instant.now(), 0, FundsRefused.Operation.RESERVE));
    running.awaitState(order, "FAILED");

    Event failed = running.infra.events().await(Topic.ORDERS, type(OrderFailed.class), order + "");
    assertThat(failed.json().get("reason").asText()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(running.typesSent(Topic.WALLET_COMMANDS, order))
        .containsExactly(type(ReserveFunds.class));
    everythingSentIsPartOf(placed);
  }

  @Test
  void aRejectedOrderGivesTheMoneyBack() {
    JsonNode placed = running.place();
    OrderId order = id(placed);
    tell(1, reserved(order));
    running.awaitState(order, "FUNDS_RESERVED");
    running.act(order, "rejection", Map.of("reason", "no dough left"));
    tell(1, new FundsReleased(order, Instant.now()));
    running.awaitSteps(order, "FACT", 4);

    Event rejected =
        running.infra.events().await(Topic.ORDERS, type(OrderRejected.class), order + "");
    assertThat(rejected.json().get("reason").asText()).isEqualTo("no dough left");
    eventually(
        () ->
            assertThat(running.typesSent(Topic.WALLET_COMMANDS, order))
                .containsExactly(type(ReserveFunds.class), type(ReleaseFunds.class)));
    assertThat(running.timeline(order).get("state").asText()).isEqualTo("REJECTED");
    everythingSentIsPartOf(placed);
  }

  @Test
  void aRefusedCaptureIsTriedAgainLater() {
    OrderId order = id(running.place());
    deliver(order, 1);
    tell(
        1,
        new FundsRefused(order, "NOT_RESERVED", Instant.now(), 0, FundsRefused.Operation.CAPTURE));
    running.awaitSteps(order, "FACT", 9);

    assertThat(running.steps(order, "FACT").getLast().get("detail").asText())
        .isEqualTo("capture refused: NOT_RESERVED");
    assertThat(running.timeline(order).get("state").asText()).isEqualTo("DELIVERED");
  }

  @Test
  void aReportOnAnOrderThatWeNeverHadGoesToTheDeadLetters() {
    OrderId stranger = new OrderId(UUID.randomUUID());
    tell(1, new FundsCaptured(stranger, Instant.now()));

    String deadLetters = ConsumerGroup.ORDER.deadLetterTopic(running.infra.topicPrefix());
    Event dead =
        running
            .infra
            .events()
            .await(deadLetters, e -> e.key().equals(stranger + ""), Duration.ofSeconds(20));
    assertThat(dead.type()).isEqualTo(type(FundsCaptured.class));
  }

  @Test
  void ordersAreMeasured() {
    OrderId order = id(running.place());
    tell(1, reserved(order));
    running.awaitState(order, "FUNDS_RESERVED");

    eventually(
        () ->
            assertThat(running.metrics())
                .containsPattern("dizhtime_orders\\{state=\"FUNDS_RESERVED\"\\} [1-9]")
                .containsPattern("dizhtime_saga_age_seconds \\d*\\.?\\d*[1-9]")
                .containsPattern("dizhtime_order_funding_duration_seconds_count [1-9]"));
  }

  /** Takes a placed order to its end, telling each report so many times. */
  private static void settle(OrderId order, int times) {
    deliver(order, times);
    tell(times, new FundsCaptured(order, Instant.now()));
    running.awaitState(order, "SETTLED");
    running.infra.events().await(Topic.ORDERS, type(OrderSettled.class), order + "");
  }

  private static void deliver(OrderId order, int times) {
    tell(times, reserved(order));
    running.awaitState(order, "FUNDS_RESERVED");
    running.act(order, "acceptance", null);
    tell(times, new DeliveryAssigned(TASK, order, running.driver, Instant.now()));
    running.awaitSteps(order, "FACT", 4);
    running.act(order, "preparation", null);
    running.act(order, "readiness", null);
    tell(times, new DeliveryPickedUp(TASK, order, running.driver, Instant.now()));
    running.awaitState(order, "PICKED_UP");
    tell(times, new DeliveryDelivered(TASK, order, running.driver, Instant.now()));
    running.awaitState(order, "DELIVERED");
  }

  private static FundsReserved reserved(OrderId order) {
    return new FundsReserved(order, new Money(1, "USD"), Instant.now());
  }

  /** Once; for more, once more with the same id and then with ids of their own. */
  private static void tell(int times, Message message) {
    UUID first = running.infra.events().send(message);
    if (times > 1) {
      running.infra.events().send(first, message);
    }
    for (int i = 2; i < times; i++) {
      running.infra.events().send(message);
    }
  }

  private static long legsSum(Event capture) {
    return StreamSupport.stream(capture.json().get("legs").spliterator(), false)
        .mapToLong(leg -> leg.at("/amount/amountMinor").asLong())
        .sum();
  }

  /** The test's reports come on traces of their own, and yet the order goes on under its own. */
  private static void everythingSentIsPartOf(JsonNode placed) {
    String traceId = placed.get("traceId").asText();
    assertThat(traceId).matches("[0-9a-f]{32}");
    assertThat(
            Stream.of(Topic.ORDERS, Topic.WALLET_COMMANDS, Topic.DELIVERY_COMMANDS)
                .flatMap(topic -> running.sent(topic, id(placed)).stream()))
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(event.header("traceparent")).startsWith("00-" + traceId + "-");
              assertThat(event.header("x-request-id")).isEqualTo(placed.get("requestId").asText());
            });
  }
}
