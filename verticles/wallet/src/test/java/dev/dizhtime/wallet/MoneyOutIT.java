package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.wallet.RunningWallet.eur;
import static dev.dizhtime.wallet.RunningWallet.legs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Payouts and statements from outside. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class MoneyOutIT {
  private static final String SCHEDULED = "origin = 'SCHEDULE' AND state = 'DUE'";

  private static RunningWallet wallet;

  private final UUID restaurant = UUID.randomUUID();
  private final UUID owner = UUID.randomUUID();
  private final UUID driver = UUID.randomUUID();
  private final Instant begin = Instant.now().minusSeconds(5);

  @BeforeAll
  static void start(Infrastructure infra) {
    wallet = new RunningWallet(infra, 1);
  }

  @AfterAll
  static void theBooksBalanceInTheEnd() {
    wallet.closeBalanced();
  }

  @Test
  void paysRestaurantAndDriverWhatTheyHaveEarnedOnce() {
    publish("=HYPERLINK(\"x\")");
    earn();
    Instant end = Instant.now();
    earn();

    payOut("first", begin, end);
    payOut("the same period again", begin, end);

    JsonNode ownPayouts = owners().get("/api/wallet/payouts").expect(200).json().path("items");
    assertThat(ownPayouts).hasSize(1);
    JsonNode payout = ownPayouts.path(0);
    assertThat(payout.at("/amount/amountMinor").asLong()).isEqualTo(500);
    JsonNode driverPayouts = drivers().get("/api/wallet/payouts").expect(200).json().path("items");
    assertThat(driverPayouts).hasSize(1);
    assertThat(driverPayouts.at("/0/amount/amountMinor").asLong()).isEqualTo(300);
    var told =
        wallet.infra.events().await(Topic.WALLET, each -> each.key().equals(restaurant.toString()));
    assertThat(told.type()).isEqualTo("dizhtime.wallet.payout-paid.v1");

    var path = "/api/wallet/payouts/" + payout.path("payoutId").asText();
    JsonNode statement = owners().get(path + "/statement").expect(200).json();
    assertThat(statement.path("openingMinor").asLong()).isZero();
    assertThat(statement.path("closingMinor").asLong()).isEqualTo(500);
    assertThat(statement.path("items")).hasSize(1);
    String csv = owners().get(path + "/statement.csv").expect(200).body();
    assertThat(csv).contains("\"'=HYPERLINK(\"\"x\"\")\"", "RESTAURANT,", ",0,500,500\r\n");
    drivers().get(path).expect(404);
    drivers().get(path + "/statement").expect(404);
    drivers().get(path + "/statement.csv").expect(404);
    var earned = new AccountKey(AccountKind.RESTAURANT, restaurant, "EUR").id();
    owners().get("/api/wallet/accounts/" + earned + "/balance").expect(200);
    drivers().get("/api/wallet/accounts/" + earned + "/balance").expect(404);

    Instant later = Instant.now();
    payOut("the next period", end, later);
    assertThat(owners().get("/api/wallet/payouts").json().at("/items/0/amount/amountMinor").asInt())
        .isEqualTo(500);
  }

  @Test
  void showsARestaurantsMoneyToItsManagersOnlyAndLetsThemReadIt() {
    publish("Trattoria");
    earn();
    payOut(UUID.randomUUID().toString(), begin, Instant.now());
    TestHttp manager = staff(restaurant, "manager");

    JsonNode seen = manager.get("/api/wallet/payouts").expect(200).json().path("items");
    assertThat(seen).hasSize(1);
    var payout = "/api/wallet/payouts/" + seen.at("/0/payoutId").asText();
    var account =
        "/api/wallet/accounts/" + new AccountKey(AccountKind.RESTAURANT, restaurant, "EUR").id();
    var pages =
        List.of(
            payout,
            payout + "/statement",
            payout + "/statement.csv",
            account + "/balance",
            account + "/statement",
            account + "/statement.csv");
    for (TestHttp one : List.of(manager, staff(restaurant, "owner"))) {
      pages.forEach(page -> one.get(page).expect(200));
    }
    for (TestHttp one : List.of(staff(restaurant, "kitchen"), staff(UUID.randomUUID(), "owner"))) {
      assertThat(one.get("/api/wallet/payouts").expect(200).json().path("items")).isEmpty();
      pages.forEach(page -> one.get(page).expect(404));
    }
    var tips = new AccountKey(AccountKind.TIP, driver, "EUR").id();
    manager.get("/api/wallet/accounts/" + tips + "/balance").expect(404);
    manager
        .post("/api/wallet/payouts", Map.of("from", begin, "to", begin), "Idempotency-Key", "mine")
        .expect(403);
  }

  @Test
  void carriesOverWhatIsOwed() {
    publish("Pizzeria");
    OrderId order = earn();
    var customer = customerOf(order);
    wallet
        .infra
        .events()
        .send(
            new AdjustFunds(
                order,
                new TransferId(UUID.randomUUID()),
                customer,
                List.of(
                    new Movement(
                        Party.RESTAURANT, restaurant, Party.CUSTOMER, customer.value(), eur(700))),
                "burnt"));
    eventually(() -> assertThat(wallet.answers(order)).hasSize(3));

    payOut(UUID.randomUUID().toString(), begin, Instant.now());

    assertThat(owners().get("/api/wallet/payouts").json().path("items")).isEmpty();
    earn();
    payOut(UUID.randomUUID().toString(), begin, Instant.now());
    assertThat(owners().get("/api/wallet/payouts").json().at("/items/0/amount/amountMinor").asInt())
        .isEqualTo(300);
  }

  @Test
  void paysThePeriodThatIsOverAndPlansTheNextOne() throws Exception {
    publish("Osteria");
    earn();
    Instant end = Instant.now().truncatedTo(ChronoUnit.MICROS);
    bringForward(end);
    wakeThePayouts();

    eventually(() -> assertThat(ownAmounts()).containsExactly(500L));
    var next = new String[] {end.toString(), end.plus(7, ChronoUnit.DAYS).toString()};
    eventually(() -> assertThat(scheduled()).containsExactly(next));

    // The same period once more, as after a restore: nobody is paid twice for it.
    bringForward(end);
    wakeThePayouts();
    eventually(() -> assertThat(scheduled()).containsExactly(next));
    assertThat(ownAmounts()).containsExactly(500L);
  }

  /** As if the period that is paid out by itself had ended just now. */
  private void bringForward(Instant end) throws SQLException {
    wallet.sql(
        "UPDATE payout_run SET from_at = '%s', to_at = '%s', due_at = now() WHERE %s"
            .formatted(begin, end, SCHEDULED));
  }

  /** By a run of a period in which nobody had earned anything. */
  private void wakeThePayouts() {
    Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
    payOut(UUID.randomUUID().toString(), longAgo, longAgo.plusSeconds(1));
  }

  private List<Long> ownAmounts() {
    return owners()
        .get("/api/wallet/payouts")
        .expect(200)
        .json()
        .path("items")
        .valueStream()
        .map(each -> each.at("/amount/amountMinor").asLong())
        .toList();
  }

  /** Begin and end of the period that is planned. */
  private static String[] scheduled() throws SQLException {
    try (var connection = wallet.infra.connect("wallet");
        var found =
            connection
                .createStatement()
                .executeQuery("SELECT from_at, to_at FROM payout_run WHERE " + SCHEDULED)) {
      assertThat(found.next()).isTrue();
      return new String[] {
        found.getObject(1, OffsetDateTime.class).toInstant().toString(),
        found.getObject(2, OffsetDateTime.class).toInstant().toString()
      };
    }
  }

  @Test
  void tellsWhatAnAccountWasWorth() {
    var customer = wallet.customerWith(1_000);
    String account = wallet.account(customer).path("accountId").asText();
    Instant between = Instant.now();
    wallet.topUp(customer, 500, "second");
    var http = wallet.as(customer);
    var base = "/api/wallet/accounts/" + account;

    assertThat(http.get(base + "/balance").expect(200).json().path("postedMinor").asLong())
        .isEqualTo(1_500);
    assertThat(
            http.get(base + "/balance?at=" + between)
                .expect(200)
                .json()
                .path("postedMinor")
                .asLong())
        .isEqualTo(1_000);
    JsonNode statement = http.get(base + "/statement?from=" + between).expect(200).json();
    assertThat(statement.path("openingMinor").asLong()).isEqualTo(1_000);
    assertThat(statement.path("closingMinor").asLong()).isEqualTo(1_500);
    assertThat(statement.path("items")).hasSize(1);
    JsonNode page = http.get(base + "/statement?limit=1").expect(200).json();
    JsonNode next =
        http.get(base + "/statement?limit=1&cursor=" + page.path("nextCursor").asText())
            .expect(200)
            .json();
    assertThat(next.at("/items/0/creditMinor").asLong()).isEqualTo(500);
    assertThat(next.has("nextCursor")).isFalse();
    assertThat(http.get(base + "/statement.csv").expect(200).body())
        .contains(",0,1000,1000\r\n", ",0,500,1500\r\n");
    for (String part : List.of("/balance", "/statement", "/statement.csv")) {
      wallet.as(new UserId(UUID.randomUUID())).get(base + part).expect(404);
    }
    wallet.asAdmin().get(base + "/balance").expect(200);
  }

  private void payOut(String key, Instant from, Instant to) {
    var asked =
        wallet
            .asAdmin()
            .post("/api/wallet/payouts", Map.of("from", from, "to", to), "Idempotency-Key", key)
            .expect(201)
            .json();
    var run = "/api/wallet/payout-runs/" + asked.path("payoutRunId").asText();
    eventually(
        () ->
            assertThat(wallet.asAdmin().get(run).expect(200).json().path("state").asText())
                .isEqualTo("DONE"));
  }

  private final Map<OrderId, UserId> customers = new java.util.HashMap<>();

  private UserId customerOf(OrderId order) {
    return customers.get(order);
  }

  /** 500 for the restaurant, 300 for the driver. */
  private OrderId earn() {
    var customer = wallet.customerWith(1_000);
    var order = new OrderId(UUID.randomUUID());
    customers.put(order, customer);
    wallet.ask(new ReserveFunds(order, customer, eur(800)));
    wallet.infra.events().send(new CaptureFunds(order, customer, legs(restaurant, driver)));
    eventually(() -> assertThat(wallet.answers(order)).hasSize(2));
    return order;
  }

  private void publish(String name) {
    wallet
        .infra
        .events()
        .send(
            new RestaurantPublished(
                new RestaurantId(restaurant),
                1,
                new UserId(owner),
                name,
                "Pizza",
                new Place("1 Main Street", new GeoPoint(40.7, -73.9)),
                "America/New_York",
                "EUR",
                null,
                true,
                List.of(),
                Instant.now()));
    eventually(
        () -> {
          try (var connection = wallet.infra.connect("wallet");
              var found =
                  connection
                      .createStatement()
                      .executeQuery(
                          "SELECT 1 FROM restaurant_owner WHERE restaurant_id = '"
                              + restaurant
                              + "'")) {
            assertThat(found.next()).isTrue();
          }
        });
  }

  private TestHttp owners() {
    return wallet.http().as(wallet.infra.tokens().token(owner, "restaurant"));
  }

  private static TestHttp staff(UUID restaurant, String role) {
    return wallet.http().as(wallet.infra.tokens().staff(UUID.randomUUID(), restaurant, role));
  }

  private TestHttp drivers() {
    return wallet.asDriver(driver);
  }
}
