package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
import static dev.dizhtime.wallet.RunningWallet.eur;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.PostTransfers;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.contracts.wallet.TransferRequest;
import dev.dizhtime.contracts.wallet.TransferRequest.Kind;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger's commands over Kafka; all cases share one ledger, which balances in the end. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class LedgerCommandsIT {
  private static RunningWallet wallet;
  private static UUID rich;

  private final OrderId order = new OrderId(UUID.randomUUID());

  @BeforeAll
  static void start(Infrastructure infra) {
    wallet = new RunningWallet(infra, 3, Map.of("DIZHTIME_EXPIRY_SWEEP_MILLIS", "100"));
    rich = account(wallet.customerWith(100_000));
  }

  @AfterAll
  static void theBooksBalanceInTheEnd() {
    try (var running = wallet) {
      assertThat(running.verification().path("problems")).isEmpty();
    }
  }

  @Test
  void postsLinkedTransfersAndSaysSo() {
    var target = wallet.customerWith(1);

    var answer = ask(List.of(posted(rich, account(target), 10), posted(rich, account(target), 20)));

    assertThat(answer.type()).isEqualTo("dizhtime.wallet.transfers-posted.v1");
    assertThat(available(target)).isEqualTo(31);
  }

  @Test
  void concurrentSpendersOfOneAccountNeverGoBelowZeroAndSpendAllThereIs() {
    var spender = wallet.customerWith(1_000);
    UUID from = account(spender);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      var command = new PostTransfers(UUID.randomUUID(), List.of(posted(from, rich, 10)));
      keys.add(command.key());
      wallet.infra.events().send(command);
    }

    eventually(() -> assertThat(answers(keys)).hasSize(300));
    assertThat(answers(keys).stream().filter("dizhtime.wallet.transfers-posted.v1"::equals))
        .hasSize(100);
    assertThat(available(spender)).isZero();
  }

  @Test
  void takesAllOfAChainOrNothing() {
    var poor = wallet.customerWith(5);

    var answer = ask(List.of(posted(rich, account(poor), 10), posted(account(poor), rich, 16)));

    refused(answer, "INSUFFICIENT_FUNDS", 1);
    assertThat(available(poor)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "0, EUR, INVALID",
    "-1, EUR, INVALID",
    "1000000000001, EUR, INVALID",
    "99999999999999999999, EUR, INVALID",
    "1.5, EUR, INVALID",
    "1, euro, INVALID",
    "1, USD, CURRENCY_MISMATCH"
  })
  void refusesAmountsThatCannotBe(String amount, String currency, String reason) {
    var poor = wallet.customerWith(5);
    String good = transfer("POSTED", account(poor), rich, "1", "EUR");
    String bad = transfer("POSTED", account(poor), rich, amount, currency);

    refused(ask("[%s,%s]".formatted(good, bad)), reason, 1);
    assertThat(available(poor)).isEqualTo(5);
  }

  @Test
  void refusesAccountsThatAreNotThereAndWhatHasNoTransfers() {
    refused(ask(List.of(posted(rich, UUID.randomUUID(), 1))), "UNKNOWN_ACCOUNT", 0);
    refused(ask(List.of(posted(rich, rich, 1))), "INVALID", 0);
    refused(ask(List.of()), "INVALID", 0);
    refused(ask("null"), "INVALID", 0);
  }

  @Test
  void knowsTheSameTransferAgainAndRefusesAnotherUnderItsId() {
    var target = wallet.customerWith(1);
    var transfer = posted(rich, account(target), 10);
    var other =
        new TransferRequest(transfer.id(), Kind.POSTED, rich, account(target), eur(11), null, null);

    assertThat(ask(List.of(transfer)).type()).isEqualTo("dizhtime.wallet.transfers-posted.v1");
    assertThat(ask(List.of(transfer)).type()).isEqualTo("dizhtime.wallet.transfers-posted.v1");
    refused(ask(List.of(other)), "CONFLICT", 0);
    assertThat(available(target)).isEqualTo(11);
  }

  @Test
  void postsAPartOfAHoldOnceAndVoidsAWholeChain() {
    var payer = wallet.customerWith(100);
    var first = pending(account(payer), 40, null);
    var second = pending(account(payer), 50, null);
    ask(List.of(first, second));
    assertThat(available(payer)).isEqualTo(10);

    refused(ask(List.of(resolve(Kind.POST_PENDING, first, eur(41)))), "EXCEEDS_PENDING", 0);
    ask(List.of(resolve(Kind.POST_PENDING, first, eur(15))));
    assertThat(available(payer)).isEqualTo(35);
    refused(
        ask(
            List.of(
                resolve(Kind.VOID_PENDING, second, null), resolve(Kind.VOID_PENDING, first, null))),
        "ALREADY_RESOLVED",
        1);
    assertThat(available(payer)).isEqualTo(35);
    ask(List.of(resolve(Kind.VOID_PENDING, second, null)));
    assertThat(available(payer)).isEqualTo(85);
  }

  @Test
  void aHoldLapsesAndItsOrderIsTold() {
    var payer = wallet.customerWith(100);
    var soon = Instant.now().plusMillis(300);
    wallet.infra.events().send(new ReserveFunds(order, payer, eur(60), 3, null, soon));

    eventually(
        () ->
            assertThat(wallet.answers(order).stream().map(Event::type))
                .containsExactly(
                    "dizhtime.wallet.funds-reserved.v1", "dizhtime.wallet.funds-expired.v1"));
    assertThat(wallet.answers(order).getLast().json().path("attempt").asInt()).isEqualTo(3);
    assertThat(available(payer)).isEqualTo(100);
  }

  @Test
  void aReservationThatItsReleaseHasOvertakenHoldsNothing() {
    var payer = wallet.customerWith(100);
    wallet.infra.events().send(new ReleaseFunds(order, payer, 0));
    wallet.infra.events().send(new ReserveFunds(order, payer, eur(60)));

    eventually(
        () ->
            assertThat(wallet.answers(order).stream().map(Event::type))
                .containsExactly(
                    "dizhtime.wallet.funds-released.v1", "dizhtime.wallet.funds-refused.v1"));
    assertThat(available(payer)).isEqualTo(100);
  }

  @Test
  void aDriversCashIsHeldUpToTheCredit() {
    var customer = new UserId(UUID.randomUUID());
    var driver = new UserId(UUID.randomUUID());
    var other = new OrderId(UUID.randomUUID());

    var held = wallet.ask(new ReserveFunds(order, customer, eur(20_000), 0, driver, null));
    var refused = wallet.ask(new ReserveFunds(other, customer, eur(1), 0, driver, null));

    assertThat(held.type()).isEqualTo("dizhtime.wallet.funds-reserved.v1");
    assertThat(refused.json().path("reason").asText()).isEqualTo("CREDIT_LIMIT");
  }

  @Test
  void sendsAStatementOfSeveralPagesWholeAndInOrder() {
    var customer = wallet.customerWith(100_000);
    for (int i = 0; i < 11; i++) {
      ask(Stream.generate(() -> posted(account(customer), rich, 7)).limit(100).toList());
    }

    List<String[]> rows =
        wallet
            .as(customer)
            .get("/api/wallet/accounts/" + account(customer) + "/statement.csv")
            .expect(200)
            .body()
            .lines()
            .skip(1)
            .map(line -> line.split(","))
            .toList();

    assertThat(rows).hasSize(1_101);
    assertThat(rows).extracting(row -> row[1]).doesNotHaveDuplicates();
    assertThat(rows).extracting(row -> Instant.parse(row[0])).isSorted();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)[6]).isEqualTo(Integer.toString(100_000 - 7 * i));
    }
  }

  /** Transfers at random, some said twice, while connections die between any two statements. */
  @Test
  void keepsItsBooksWhenConnectionsDieBetweenAnyTwoStatements() throws SQLException {
    var random = new Random(7);
    List<UserId> people = Stream.generate(() -> wallet.customerWith(500)).limit(6).toList();
    Map<String, TransferRequest> sent = new LinkedHashMap<>();
    int killed = 0;
    try (Connection killer = wallet.infra.connect("wallet")) {
      for (int wave = 0; wave < 25; wave++) {
        for (int i = 0; i < 20; i++) {
          int from = random.nextInt(people.size());
          int to = (from + 1 + random.nextInt(people.size() - 1)) % people.size();
          var transfer =
              posted(account(people.get(from)), account(people.get(to)), 1 + random.nextInt(300));
          var command = new PostTransfers(UUID.randomUUID(), List.of(transfer));
          sent.put(command.key(), transfer);
          say(command, random.nextInt(5) == 0 ? 2 : 1);
        }
        killed += killOneAtWork(killer, () -> outcomes(sent.keySet()).size() == sent.size());
      }
    }

    eventually(() -> assertThat(outcomes(sent.keySet())).hasSameSizeAs(sent));
    Map<UUID, Long> expected = new HashMap<>();
    outcomes(sent.keySet())
        .forEach(
            (key, answers) -> {
              assertThat(answers).as("one command has one answer").hasSize(1);
              if (answers.contains("dizhtime.wallet.transfers-posted.v1")) {
                var transfer = sent.get(key);
                long amount = transfer.amount().amountMinor();
                expected.merge(transfer.debitAccountId(), -amount, Long::sum);
                expected.merge(transfer.creditAccountId(), amount, Long::sum);
              }
            });
    for (UserId each : people) {
      assertThat(available(each)).isEqualTo(500 + expected.getOrDefault(account(each), 0L));
    }
    assertThat(killed).as("connections killed at work").isGreaterThan(5);
  }

  /** The same message so many times. */
  private static void say(PostTransfers command, int times) {
    var headers =
        EventProbe.cloudEvent(
            UUID.randomUUID(), "dizhtime.wallet.post-transfers.v1", command.key());
    String topic = Topic.WALLET_COMMANDS.topicName(wallet.infra.topicPrefix());
    for (int i = 0; i < times; i++) {
      wallet.infra.events().send(topic, command.key(), Json.write(command), headers);
    }
  }

  /** Kills the connection of a transaction that is under way; none when all is done before. */
  private static int killOneAtWork(Connection killer, BooleanSupplier allDone) throws SQLException {
    try (var statement =
        killer.prepareStatement(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND xact_start IS NOT NULL AND query ~ 'inbox|account|chain|COMMIT' LIMIT 1
            """)) {
      while (!allDone.getAsBoolean()) {
        for (int look = 0; look < 100; look++) {
          try (var found = statement.executeQuery()) {
            if (found.next()) {
              return 1;
            }
          }
        }
      }
      return 0;
    }
  }

  /** The kinds of answers by command; more than one kind for one command would be wrong. */
  private static Map<String, Set<String>> outcomes(Set<String> keys) {
    return wallet.infra.events().all(Topic.WALLET_REPLIES).stream()
        .filter(each -> keys.contains(each.key()))
        .collect(
            Collectors.groupingBy(Event::key, Collectors.mapping(Event::type, Collectors.toSet())));
  }

  private static Event ask(List<TransferRequest> linked) {
    var command = new PostTransfers(UUID.randomUUID(), linked);
    wallet.infra.events().send(command);
    return answer(command.key());
  }

  /** As a careless sender would write it. */
  private static Event ask(String linked) {
    var id = UUID.randomUUID();
    wallet
        .infra
        .events()
        .send(
            Topic.WALLET_COMMANDS.topicName(wallet.infra.topicPrefix()),
            id.toString(),
            "{\"commandId\":\"%s\",\"linked\":%s}".formatted(id, linked),
            EventProbe.cloudEvent(
                UUID.randomUUID(), "dizhtime.wallet.post-transfers.v1", id.toString()));
    return answer(id.toString());
  }

  private static Event answer(String key) {
    return wallet.infra.events().await(Topic.WALLET_REPLIES, each -> each.key().equals(key));
  }

  private static List<String> answers(List<String> keys) {
    return wallet.infra.events().all(Topic.WALLET_REPLIES).stream()
        .filter(each -> keys.contains(each.key()))
        .collect(Collectors.mapping(Event::type, Collectors.toList()));
  }

  private static void refused(Event answer, String reason, int index) {
    assertThat(answer.type()).isEqualTo("dizhtime.wallet.transfers-refused.v1");
    assertThat(answer.json().path("reason").asText()).isEqualTo(reason);
    assertThat(answer.json().path("index").asInt()).isEqualTo(index);
  }

  private static TransferRequest posted(UUID from, UUID to, long amount) {
    return new TransferRequest(newId(), Kind.POSTED, from, to, eur(amount), null, null);
  }

  private static TransferRequest pending(UUID from, long amount, Instant expiresAt) {
    return new TransferRequest(newId(), Kind.PENDING, from, rich, eur(amount), null, expiresAt);
  }

  private static TransferRequest resolve(Kind kind, TransferRequest pending, Money amount) {
    return new TransferRequest(newId(), kind, null, null, amount, pending.id(), null);
  }

  private static String transfer(String kind, UUID from, UUID to, String amount, String currency) {
    return """
    {"id":"%s","kind":"%s","debitAccountId":"%s","creditAccountId":"%s",
     "amount":{"amountMinor":%s,"currency":"%s"}}\
    """
        .formatted(UUID.randomUUID(), kind, from, to, amount, currency);
  }

  private static TransferId newId() {
    return new TransferId(UUID.randomUUID());
  }

  private static UUID account(UserId customer) {
    return new AccountKey(AccountKind.CUSTOMER, customer.value(), "EUR").id().value();
  }

  private static long available(UserId customer) {
    return wallet.account(customer).path("availableMinor").asLong();
  }
}
