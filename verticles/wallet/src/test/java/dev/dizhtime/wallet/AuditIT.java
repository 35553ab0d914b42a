package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.wallet.RunningWallet.eur;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderFailed;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.contracts.order.OrderSettled;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The wallet proves that its books fit the orders, and says so when they do not. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class AuditIT {
  private static RunningWallet wallet;

  private final OrderId order = new OrderId(UUID.randomUUID());
  private final RestaurantId restaurant = new RestaurantId(UUID.randomUUID());
  private final UserId owner = new UserId(UUID.randomUUID());

  @BeforeAll
  static void start(Infrastructure infra) {
    wallet = new RunningWallet(infra, 1, Map.of("DIZHTIME_LEDGER_GRACE_MILLIS", "300"));
  }

  @AfterAll
  static void stop() {
    wallet.close();
  }

  @Test
  void findsAHoldWhoseOrderIsNotLive() {
    var customer = wallet.customerWith(1_000);
    wallet.ask(new ReserveFunds(order, customer, eur(800)));
    eventually(() -> assertOrphans(1));

    wallet.infra.events().send(placed(customer));
    eventually(() -> assertOrphans(0));

    wallet
        .infra
        .events()
        .send(new OrderFailed(order, customer, restaurant, owner, "X", Instant.now()));
    eventually(() -> assertOrphans(1));
    assertThat(wallet.verification().path("problems").toString()).contains(order + " is FAILED");

    wallet.infra.events().send(new ReleaseFunds(order, customer));
    eventually(() -> assertOrphans(0));
  }

  @Test
  void acceptsAnOrderThatWasPaidOut() {
    var customer = wallet.customerWith(1_000);
    settle(customer, 800, 300);

    eventually(
        () -> {
          assertThat(wallet.verification().path("endedOrders").asLong()).isPositive();
          assertThat(checked()).isEqualTo("EQUAL");
        });
  }

  @Test
  void findsAnOrderWhoseLegsAreNotItsTotal() throws Exception {
    var customer = wallet.customerWith(1_000);
    settle(customer, 700, 300);

    eventually(() -> assertThat(metrics()).contains("ledger_unequal_orders 1.0"));
    var report = wallet.verification();
    assertThat(report.path("ok").asBoolean()).isFalse();
    assertThat(report.path("balanced").asBoolean()).isTrue();
    assertThat(report.path("unequalOrders").asLong()).isEqualTo(1);

    // As if it had not been: the other cases share this ledger.
    wallet.sql("UPDATE audited_order SET total = 700 WHERE order_id = '" + order + "'");
    eventually(() -> assertThat(metrics()).contains("ledger_unequal_orders 0.0"));
    assertThat(metrics()).contains("ledger_imbalance{currency=\"EUR\"} 0.0");
  }

  private void settle(UserId customer, long paid, long driverShare) {
    wallet.infra.events().send(placed(customer));
    wallet.ask(new ReserveFunds(order, customer, eur(paid)));
    wallet
        .infra
        .events()
        .send(
            new CaptureFunds(
                order,
                customer,
                List.of(
                    new Leg(Payee.RESTAURANT, restaurant.value(), eur(paid - driverShare)),
                    new Leg(Payee.DRIVER, UUID.randomUUID(), eur(driverShare)))));
    eventually(() -> assertThat(wallet.answers(order)).hasSize(2));
    wallet
        .infra
        .events()
        .send(new OrderSettled(order, customer, restaurant, owner, charges(), Instant.now()));
  }

  private String checked() throws Exception {
    try (var connection = wallet.infra.connect("wallet");
        var found =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT checked FROM audited_order WHERE order_id = '" + order + "'")) {
      return found.next() ? found.getString(1) : "";
    }
  }

  private static void assertOrphans(int count) {
    assertThat(metrics()).contains("ledger_orphan_holds " + count + ".0");
    assertThat(wallet.verification().path("orphanHolds").asInt()).isEqualTo(count);
  }

  private static String metrics() {
    return wallet.management().get("/metrics").expect(200).body();
  }

  private OrderPlaced placed(UserId customer) {
    var place = new Place("1 Main Street", new GeoPoint(40.7, -73.9));
    return new OrderPlaced(
        order,
        customer,
        restaurant,
        owner,
        "Pizzeria",
        List.of(),
        charges(),
        place,
        Instant.now(),
        PaymentMethod.WALLET,
        null);
  }

  /** 800 in all. */
  private static Charges charges() {
    return new Charges(eur(500), eur(150), eur(50), eur(100));
  }
}
