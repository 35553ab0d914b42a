package dev.dizhtime.wallet;

import static dev.dizhtime.testkit.Eventually.eventually;
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
import dev.dizhtime.testkit.Event;
import dev.dizhtime.testkit.EventProbe;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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

  private static Money eur(long amount) {
    return new Money(amount, "EUR");
  }
}
