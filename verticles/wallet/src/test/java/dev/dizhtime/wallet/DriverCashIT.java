package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.wallet.RunningWallet.eur;
import static dev.dizhtime.wallet.RunningWallet.legs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What drivers were paid in cash, bring in, and may have at most. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class DriverCashIT {
  private static RunningWallet wallet;

  private final UUID driver = UUID.randomUUID();
  private final UUID admin = UUID.randomUUID();

  @BeforeAll
  static void start(Infrastructure infra) {
    wallet = new RunningWallet(infra, 1);
  }

  @AfterAll
  static void theBooksBalanceInTheEnd() {
    wallet.closeBalanced();
  }

  @Test
  void takesTheCashThatADriverBringsIn() {
    theDriverHasCash();

    JsonNode receipt = deposit("once", 300).expect(201).json();
    assertThat(deposit("once", 300).expect(201).json()).isEqualTo(receipt);

    assertThat(receipt.path("owedMinor").asLong()).isEqualTo(500);
    assertThat(cashFloat()).isEqualTo(-500);
    assertThat(deposit("too much", 501).expect(422).body()).contains("amountMinor");
    assertThat(cashFloat()).isEqualTo(-500);
  }

  @Test
  void aSlipThatASecondAdminBooksAgainCountsOnce() {
    theDriverHasCash();
    deposit("slip 17", 300).expect(201);

    assertThat(deposit(UUID.randomUUID(), "slip 17", 300).expect(422).body())
        .contains("Idempotency-Key");
    assertThat(cashFloat()).isEqualTo(-500);
    deposit(UUID.randomUUID(), "slip 18", 300).expect(201);
    assertThat(cashFloat()).isEqualTo(-200);
  }

  private void theDriverHasCash() {
    UserId customer = new UserId(UUID.randomUUID());
    var order = new OrderId(UUID.randomUUID());
    wallet.ask(new ReserveFunds(order, customer, eur(800), 0, new UserId(driver), null));
    wallet.infra.events().send(new CaptureFunds(order, customer, legs(UUID.randomUUID(), driver)));
    eventually(() -> assertThat(wallet.answers(order)).hasSize(2));
    assertThat(cashFloat()).isEqualTo(-800);
  }

  @Test
  void setsHowMuchCashADriverMayHave() {
    var path = "/api/wallet/drivers/" + driver + "/cash-limit";
    var asAdmin = wallet.asAdmin();
    var body = Map.of("currency", "EUR", "limitMinor", 700);
    var found = asAdmin.get(path + "?currency=EUR").expect(200);
    assertThat(found.json().path("limitMinor").asLong()).isEqualTo(20_000);

    asAdmin.put(path, body).expect(428);
    asAdmin.put(path, body, "If-Match", "\"1\"").expect(412);
    asAdmin.put(path, body, "If-Match", found.header("ETag")).expect(200);

    var order = new OrderId(UUID.randomUUID());
    var customer = new UserId(UUID.randomUUID());
    var refused =
        wallet.ask(new ReserveFunds(order, customer, eur(701), 0, new UserId(driver), null));
    assertThat(refused.json().path("reason").asText()).isEqualTo("CREDIT_LIMIT");

    var another = new OrderId(UUID.randomUUID());
    wallet.ask(new ReserveFunds(another, customer, eur(700), 0, new UserId(driver), null));
    var below = Map.of("currency", "EUR", "limitMinor", 699);
    assertThat(asAdmin.put(path, below, "If-Match", "\"700\"").expect(409).body())
        .contains("limitMinor");
    assertThat(asAdmin.get(path + "?currency=EUR").json().path("limitMinor").asLong())
        .isEqualTo(700);
  }

  private TestResponse deposit(String key, long amount) {
    return deposit(admin, key, amount);
  }

  private TestResponse deposit(UUID by, String key, long amount) {
    return wallet
        .http()
        .as(wallet.infra.tokens().admin(by))
        .post(
            "/api/wallet/cash-deposits",
            Map.of("driverId", driver, "amount", eur(amount)),
            "Idempotency-Key",
            key);
  }

  private long cashFloat() {
    for (JsonNode each :
        wallet.asDriver(driver).get("/api/wallet").expect(200).json().path("accounts")) {
      if (each.path("kind").asText().equals("CASH_FLOAT")) {
        return each.path("postedMinor").asLong();
      }
    }
    return 0;
  }
}
