package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.wallet.RunningWallet.eur;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The wallet from outside; all cases share one ledger, which balances in the end. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class WalletIT {
  private static RunningWallet wallet;

  private final OrderId order = new OrderId(UUID.randomUUID());

  @BeforeAll
  static void start(Infrastructure infra) {
    wallet = new RunningWallet(infra, 2);
  }

  @AfterAll
  static void theBooksBalanceInTheEnd() {
    try (var running = wallet) {
      assertThat(running.verification().path("problems")).isEmpty();
    }
  }

  @Test
  void topsUpAndTellsIt() {
    var customer = new UserId(UUID.randomUUID());
    assertThat(wallet.as(customer).get("/api/wallet").expect(200).json().path("accounts"))
        .isEmpty();

    JsonNode topUp = wallet.topUp(customer, 1_500, "first");

    assertThat(topUp.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(wallet.account(customer).path("postedMinor").asLong()).isEqualTo(1_500);
    var event =
        wallet.infra.events().await(Topic.WALLET, each -> each.key().equals(customer.toString()));
    assertThat(event.type()).isEqualTo("dizhtime.wallet.topped-up.v1");
    assertThat(event.json().path("transferId")).isEqualTo(topUp.path("topUpId"));
    assertThat(event.header("x-request-id")).isNotEmpty();
    var line = "/api/wallet/transfers/" + topUp.path("topUpId").asText();
    assertThat(wallet.as(customer).get(line).expect(200).json().path("direction").asText())
        .isEqualTo("CREDIT");
    wallet.as(new UserId(UUID.randomUUID())).get(line).expect(404);
  }

  @Test
  void topsUpOncePerKey() {
    var customer = new UserId(UUID.randomUUID());

    JsonNode first = wallet.askTopUp(customer, 700, "once");
    wallet.topUp(customer, 700, "once");
    JsonNode again = wallet.askTopUp(customer, 700, "once");

    assertThat(again).isEqualTo(first);
    assertThat(wallet.account(customer).path("postedMinor").asLong()).isEqualTo(700);
    wallet
        .as(customer)
        .post(
            "/api/wallet/top-ups",
            Map.of("amount", new Money(701, "EUR")),
            "Idempotency-Key",
            "once")
        .expect(422);
  }

  @Test
  void reservesAndPaysEveryone() {
    var customer = wallet.customerWith(1_000);
    var driver = UUID.randomUUID();

    var reserved = wallet.ask(new ReserveFunds(order, customer, eur(800)));

    assertThat(reserved.type()).isEqualTo("dizhtime.wallet.funds-reserved.v1");
    assertThat(wallet.account(customer).path("pendingMinor").asLong()).isEqualTo(800);
    assertThat(wallet.account(customer).path("availableMinor").asLong()).isEqualTo(200);

    wallet.infra.events().send(new CaptureFunds(order, customer, legs(driver)));

    eventually(() -> assertThat(types(order)).endsWith("dizhtime.wallet.funds-captured.v1"));
    assertThat(wallet.account(customer).path("postedMinor").asLong()).isEqualTo(200);
    assertThat(wallet.account(customer).path("pendingMinor").asLong()).isZero();
    var drivers = wallet.http().as(wallet.infra.tokens().driver(driver));
    assertThat(
            drivers
                .get("/api/wallet")
                .expect(200)
                .json()
                .path("accounts")
                .path(0)
                .path("postedMinor")
                .asLong())
        .isEqualTo(200);
    JsonNode transfers =
        wallet.asAdmin().get("/api/wallet/orders/" + order).expect(200).json().path("transfers");
    assertThat(transfers.findValuesAsText("purpose"))
        .containsExactly("HOLD", "CAPTURE", "RESTAURANT", "DRIVER", "TIP", "COMMISSION", "TAX");
  }

  @Test
  void releasesWhatItHeld() {
    var customer = wallet.customerWith(1_000);
    wallet.ask(new ReserveFunds(order, customer, eur(800)));

    wallet.infra.events().send(new ReleaseFunds(order, customer));

    eventually(() -> assertThat(types(order)).endsWith("dizhtime.wallet.funds-released.v1"));
    assertThat(wallet.account(customer).path("availableMinor").asLong()).isEqualTo(1_000);
  }

  @Test
  void refusesMoreThanThereIs() {
    var customer = wallet.customerWith(1_000);

    var refused = wallet.ask(new ReserveFunds(order, customer, eur(1_001)));

    assertThat(refused.type()).isEqualTo("dizhtime.wallet.funds-refused.v1");
    assertThat(refused.json().path("reason").asText()).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(wallet.account(customer).path("availableMinor").asLong()).isEqualTo(1_000);
  }

  @Test
  void answersTheSameCommandTheSameAndActsOnce() {
    var customer = wallet.customerWith(1_000);
    var command = new ReserveFunds(order, customer, eur(400));
    var id = UUID.randomUUID();

    // One after another: repeats that arrive in one batch share one answer.
    wallet.infra.events().send(id, command);
    eventually(() -> assertThat(types(order)).hasSize(1));
    wallet.infra.events().send(id, command);
    eventually(() -> assertThat(types(order)).hasSize(2));
    wallet.infra.events().send(command);
    eventually(() -> assertThat(types(order)).hasSize(3));
    assertThat(types(order)).containsOnly("dizhtime.wallet.funds-reserved.v1");
    assertThat(wallet.account(customer).path("pendingMinor").asLong()).isEqualTo(400);
  }

  @Test
  void concurrentSpendersOfOneAccountNeverGoBelowZero() throws Exception {
    var customer = wallet.customerWith(1_000);
    List<OrderId> orders = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      orders.add(new OrderId(UUID.randomUUID()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (OrderId each : orders) {
        var command = new ReserveFunds(each, customer, eur(70));
        running.add(threads.submit(() -> wallet.infra.events().send(command)));
        running.add(threads.submit(() -> wallet.topUp(customer, 1, each.toString())));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    Set<String> keys = orders.stream().map(OrderId::toString).collect(Collectors.toSet());
    List<String> answers = new ArrayList<>();
    eventually(
        () -> {
          answers.clear();
          wallet.infra.events().all(Topic.ORDER_REPLIES).stream()
              .filter(each -> keys.contains(each.key()))
              // An answer may be sent twice, with the same id.
              .collect(Collectors.toMap(each -> each.header("ce_id"), each -> each, (a, _) -> a))
              .values()
              .forEach(each -> answers.add(each.type()));
          assertThat(answers).hasSameSizeAs(orders);
        });

    long reserved = answers.stream().filter("dizhtime.wallet.funds-reserved.v1"::equals).count();
    // Whatever comes first, 1,000 to 1,040 were there: enough for 14 and never for 15.
    assertThat(reserved).isEqualTo(14);
    assertThat(wallet.account(customer).path("pendingMinor").asLong()).isEqualTo(14 * 70);
    assertThat(wallet.account(customer).path("availableMinor").asLong()).isEqualTo(1_040 - 14 * 70);
  }

  @Test
  void pagesThroughAStatement() {
    var customer = wallet.customerWith(1);
    for (int amount = 10; amount <= 40; amount += 10) {
      wallet.topUp(customer, amount, "page-" + amount);
    }
    List<Long> amounts = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          wallet.as(customer).get("/api/wallet/transfers?limit=2" + cursor).expect(200).json();
      page.path("items")
          .forEach(each -> amounts.add(each.path("amount").path("amountMinor").asLong()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
    } while (!cursor.isEmpty());

    assertThat(amounts).containsExactly(40L, 30L, 20L, 10L, 1L);
  }

  private static List<String> types(OrderId order) {
    return wallet.answers(order).stream().map(each -> each.type()).toList();
  }

  private static List<Leg> legs(UUID driver) {
    return List.of(
        new Leg(Payee.RESTAURANT, UUID.randomUUID(), eur(400)),
        new Leg(Payee.DRIVER, driver, eur(200)),
        new Leg(Payee.TIP, driver, eur(50)),
        new Leg(Payee.COMMISSION, null, eur(100)),
        new Leg(Payee.TAX, null, eur(50)));
  }
}
