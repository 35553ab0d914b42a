package dev.dizhtime.order;

import static dev.dizhtime.order.RunningOrders.id;
import static dev.dizhtime.order.RunningOrders.type;
import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.order.OrderCancelled;
import dev.dizhtime.contracts.order.OrderRefunded;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsAdjusted;
import dev.dizhtime.contracts.wallet.FundsCaptured;
import dev.dizhtime.contracts.wallet.FundsReleased;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ends of orders other than the good one, over two instances with short waits. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class OrderEndingsIT {
  private static final String KEY = "Idempotency-Key";
  private static final TaskId TASK = new TaskId(UUID.randomUUID());
  private static RunningOrders running;

  @BeforeAll
  static void start(Infrastructure infra) {
    running =
        RunningOrders.start(
            infra,
            Map.of(
                "DIZHTIME_INSTANCES", "2",
                "DIZHTIME_ORDER_WAIT_FUNDS_MILLIS", "1000",
                "DIZHTIME_ORDER_DEADLINE_SWEEP_MILLIS", "20"));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void aRestaurantThatDoesNotAnswerIsToldNoOnce() {
    OrderId order = funded();
    running.endWait(order, 60);
    running.awaitState(order, "REJECTED");
    tell(new FundsReleased(order, Instant.now()));
    eventually(() -> assertThat(deadlines(order)).isZero());

    eventually(() -> assertThat(afterTheHold(order)).containsExactly(type(ReleaseFunds.class)));
    assertThat(running.steps(order, "FACT"))
        .filteredOn(step -> step.get("name").asText().equals("answer deadline passed"))
        .hasSize(1);
  }

  @Test
  void aWalletThatIsSilentForAWhileIsAskedAgainAndTheOrderGoesOn() {
    OrderId order = id(running.place());
    eventually(
        () ->
            assertThat(running.typesSent(Topic.WALLET_COMMANDS, order))
                .hasSizeGreaterThan(1)
                .containsOnly(type(ReserveFunds.class)));
    tell(reserved(order));

    running.awaitState(order, "FUNDS_RESERVED");
  }

  @Test
  void anAcceptedOrderIsCalledOffAtACostThatIsToldBefore() {
    OrderId order = funded();
    running.act(order, "acceptance", null);
    JsonNode seen = running.asCustomer().get("/api/orders/" + order).expect(200).json();
    assertThat(seen.at("/cancellationCost/amountMinor").asLong()).isEqualTo(300);

    TestResponse refused = cancel(running.asCustomer(), order, 299).expect(409);
    assertThat(refused.json().get("type").asText()).isEqualTo("/problems/cancellation-cost");
    assertThat(refused.json().get("detail").asText()).contains("300");
    cancel(running.as(running.infra.tokens().customer(UUID.randomUUID())), order, 300).expect(404);
    JsonNode first = cancel(running.asCustomer(), order, 300).expect(200).json();
    JsonNode again = cancel(running.asCustomer(), order, 0).expect(200).json();

    assertThat(again.get("cancellation")).isEqualTo(first.get("cancellation"));
    assertThat(first.at("/cancellation/cost/amountMinor").asLong()).isEqualTo(300);
    tell(new FundsCaptured(order, Instant.now()));
    eventually(() -> assertThat(deadlines(order)).isZero());
    eventually(() -> assertThat(afterTheHold(order)).containsExactly(type(CaptureFunds.class)));
    eventually(
        () ->
            assertThat(running.typesSent(Topic.DELIVERY_COMMANDS, order))
                .containsExactly(type(RequestDelivery.class), type(CancelDelivery.class)));
  }

  @Test
  void whoeverIsFirstWinsBetweenCallingOffAndAcceptance() {
    OrderId order = funded();
    List<CompletableFuture<Integer>> answers =
        List.of(
            CompletableFuture.supplyAsync(() -> cancel(running.asCustomer(), order, 0).status()),
            CompletableFuture.supplyAsync(
                () ->
                    running.asOwner().post("/api/orders/" + order + "/acceptance", null).status()));

    assertThat(answers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409);
  }

  @Test
  void codesAreShownToThoseWhoAreToSayThem() {
    OrderId order = funded();
    running.act(order, "acceptance", null);
    String path = "/api/orders/" + order;
    JsonNode customer = running.asCustomer().get(path).json();
    JsonNode owner = running.asOwner().get(path).json();
    JsonNode admin = running.asAdmin().get(path).json();
    var request =
        running
            .infra
            .events()
            .await(Topic.DELIVERY_COMMANDS, type(RequestDelivery.class), order + "")
            .json();

    assertThat(customer.get("deliveryCode").asText())
        .matches("[0-9]{4}")
        .isEqualTo(request.get("deliveryCode").asText());
    assertThat(owner.get("pickupCode").asText())
        .matches("[0-9]{4}")
        .isEqualTo(request.get("pickupCode").asText());
    assertThat(customer.has("pickupCode")).isFalse();
    assertThat(owner.has("deliveryCode")).isFalse();
    assertThat(admin.has("pickupCode") && admin.has("deliveryCode")).isTrue();
  }

  @Test
  void whatAnOperatorPressesTwiceIsDoneOnceAndKept() {
    OrderId order = funded();
    String key = UUID.randomUUID().toString();
    var body = Map.of("action", "FORCE_CANCEL", "reason", "the customer called");
    String path = "/api/orders/" + order + "/operator-actions";

    running.asCustomer().post(path, body, KEY, key).expect(403);
    running.asAdmin().post(path, body, KEY, UUID.randomUUID().toString()).expect(200);
    running.asAdmin().post(path, body, KEY, UUID.randomUUID().toString()).expect(200);
    running.infra.events().await(Topic.ORDERS, type(OrderCancelled.class), order + "");
    tell(new FundsReleased(order, Instant.now()));
    eventually(() -> assertThat(deadlines(order)).isZero());
    running
        .asAdmin()
        .post(path, Map.of("action", "RETRY", "reason", "again"), KEY, key)
        .expect(409);

    eventually(() -> assertThat(afterTheHold(order)).containsExactly(type(ReleaseFunds.class)));
    JsonNode kept = running.asAdmin().get(path).expect(200).json().get("items");
    assertThat(kept.findValuesAsText("action"))
        .containsExactly("FORCE_CANCEL", "FORCE_CANCEL", "RETRY");
    assertThat(kept.get(0).get("reason").asText()).isEqualTo("the customer called");
    assertThat(kept.get(2).get("outcome").asText()).startsWith("refused");
  }

  @Test
  void refundsTogetherAreNeverMoreThanWasPaidAlsoAtTheSameTime() {
    OrderId order = settled();
    long total =
        running.asCustomer().get("/api/orders/" + order).json().at("/total/amountMinor").asLong();
    var body = Map.of("amountMinor", total - 1, "liable", "PLATFORM", "reason", "cold");

    var statuses =
        IntStream.range(0, 4)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> refund(running.asAdmin(), order, body).status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(statuses).containsExactlyInAnyOrder(201, 422, 422, 422);
    var adjust =
        running.infra.events().await(Topic.WALLET_COMMANDS, type(AdjustFunds.class), order + "");
    var refundId = TransferId.of(adjust.json().get("adjustmentId").asText());
    tell(new FundsAdjusted(order, refundId, Instant.now()));
    running.infra.events().await(Topic.ORDERS, type(OrderRefunded.class), order + "");
    JsonNode refunds = running.asCustomer().get("/api/orders/" + order).json().get("refunds");
    assertThat(refunds.findValuesAsText("state")).containsExactly("DONE");
  }

  @Test
  void anOwnerRefundsAtTheRestaurantsCostOnly() {
    OrderId order = settled();
    var line = Map.of("line", 0, "quantity", 1);
    var byRestaurant = Map.of("lines", List.of(line), "liable", "RESTAURANT", "reason", "burnt");
    var byPlatform = Map.of("lines", List.of(line), "liable", "PLATFORM", "reason", "burnt");
    TestHttp stranger = running.as(running.infra.tokens().restaurant(UUID.randomUUID()));

    refund(running.asOwner(), order, byPlatform).expect(403);
    refund(stranger, order, byRestaurant).expect(404);
    refund(running.asCustomer(), order, byRestaurant).expect(403);
    refund(running.asOwner(), order, Map.of("liable", "RESTAURANT", "reason", "?")).expect(422);
    JsonNode refund = refund(running.asOwner(), order, byRestaurant).expect(201).json();

    assertThat(refund.get("state").asText()).isEqualTo("REQUESTED");
    assertThat(refund.at("/amount/amountMinor").asLong()).isGreaterThan(1_205);
  }

  @Test
  void onlyAdminsListWhatNeedsAttention() {
    running.asCustomer().get("/api/orders?attention=true").expect(403);
    assertThat(running.asAdmin().get("/api/orders?attention=true").expect(200).json().get("items"))
        .isEmpty();
  }

  /** A slow machine may repeat the first command before the test has answered it. */
  private static List<String> afterTheHold(OrderId order) {
    return running.typesSent(Topic.WALLET_COMMANDS, order).stream()
        .filter(type -> !type.equals(type(ReserveFunds.class)))
        .toList();
  }

  private static TestResponse cancel(TestHttp http, OrderId order, long maxCostMinor) {
    return http.post(
        "/api/orders/" + order + "/cancellation", Map.of("maxCostMinor", maxCostMinor));
  }

  private static TestResponse refund(TestHttp http, OrderId order, Object body) {
    return http.post("/api/orders/" + order + "/refunds", body, KEY, UUID.randomUUID().toString());
  }

  private static OrderId funded() {
    OrderId order = id(running.place());
    tell(reserved(order));
    running.awaitState(order, "FUNDS_RESERVED");
    return order;
  }

  private static OrderId settled() {
    OrderId order = funded();
    running.act(order, "acceptance", null);
    running.act(order, "readiness", null);
    tell(new DeliveryAssigned(TASK, order, running.driver, Instant.now()));
    tell(new DeliveryPickedUp(TASK, order, running.driver, Instant.now()));
    tell(new DeliveryDelivered(TASK, order, running.driver, Instant.now()));
    running.awaitState(order, "DELIVERED");
    tell(new FundsCaptured(order, Instant.now()));
    running.awaitState(order, "SETTLED");
    return order;
  }

  private static FundsReserved reserved(OrderId order) {
    return new FundsReserved(order, new Money(1, "USD"), Instant.now());
  }

  private static void tell(Message message) {
    running.infra.events().send(message);
  }

  private static long deadlines(OrderId order) throws Exception {
    try (var connection = running.infra.connect("order");
        var query =
            connection.prepareStatement("SELECT count(*) FROM deadline WHERE order_id = ?")) {
      query.setObject(1, order.value());
      var rows = query.executeQuery();
      rows.next();
      return rows.getLong(1);
    }
  }
}
