package dev.dizhtime.wallet.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsCaptured;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.FundsRefused.Operation;
import dev.dizhtime.contracts.wallet.FundsReleased;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.contracts.wallet.Leg;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Balance;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderFundsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private final UserId anna = new UserId(UUID.randomUUID());
  private final OrderId order = new OrderId(UUID.randomUUID());
  private final UUID restaurant = UUID.randomUUID();
  private final UUID driver = UUID.randomUUID();
  private final AccountKey wallet = AccountKey.customer(anna, "EUR");
  private final BooksInMemory books = new BooksInMemory();

  @BeforeEach
  void annaHasTenEuro() {
    topUp(UUID.randomUUID(), 1_000);
  }

  @Test
  void holdsTheMoney() {
    assertThat(reserve(600)).isEqualTo(new FundsReserved(order, eur(600), CLOCK.instant()));
    assertThat(books.balance(wallet)).isEqualTo(new Balance(0, 1_000, 600, 0));
  }

  @Test
  void answersTheSameReservationTheSame() {
    assertThat(reserve(600)).isEqualTo(reserve(600));
    assertThat(books.balance(wallet).debitsPending()).isEqualTo(600);
  }

  @Test
  void refusesAnotherAmountForTheSameOrder() {
    reserve(600);

    assertThat(reserve(601)).isEqualTo(refused(Operation.RESERVE, "CONFLICT"));
    assertThat(reserve(0)).isEqualTo(refused(Operation.RESERVE, "AMOUNT_MISMATCH"));
  }

  @Test
  void refusesMoreThanThereIs() {
    assertThat(reserve(1_001)).isEqualTo(refused(Operation.RESERVE, "INSUFFICIENT_FUNDS"));
    assertThat(books.balance(wallet)).isEqualTo(new Balance(0, 1_000, 0, 0));
  }

  @Test
  void refusesACustomerWhoNeverPaidInThisCurrency() {
    var dollars = new ReserveFunds(order, anna, new Money(1, "USD"));

    assertThat(answer(dollars)).isEqualTo(refused(Operation.RESERVE, "UNKNOWN_ACCOUNT"));
  }

  @Test
  void refusesToReserveAgainWhatWasReleased() {
    reserve(600);
    release();

    assertThat(reserve(600)).isEqualTo(refused(Operation.RESERVE, "NOT_RESERVED"));
  }

  @Test
  void paysEveryone() {
    reserve(600);

    assertThat(capture(legs(600))).isInstanceOf(FundsCaptured.class);

    assertThat(books.balance(wallet)).isEqualTo(new Balance(600, 1_000, 0, 0));
    assertThat(books.balance(AccountKey.escrow(anna, "EUR")).postedMinor()).isZero();
    assertThat(posted(AccountKind.RESTAURANT, restaurant)).isEqualTo(200);
    assertThat(posted(AccountKind.DRIVER, driver)).isEqualTo(150);
    assertThat(posted(AccountKind.TIP, driver)).isEqualTo(50);
    assertThat(posted(AccountKind.COMMISSION, AccountKey.PLATFORM)).isEqualTo(120);
    assertThat(posted(AccountKind.TAX, AccountKey.PLATFORM)).isEqualTo(80);
  }

  @Test
  void paysOnceHoweverOftenItIsAsked() {
    reserve(600);
    capture(legs(600));
    int written = books.written();

    assertThat(capture(legs(600))).isInstanceOf(FundsCaptured.class);
    assertThat(books.written()).isEqualTo(written);
  }

  @Test
  void refusesToPayTheSameOrderOutInAnotherWay() {
    reserve(600);
    capture(legs(600));
    var other = new ArrayList<>(legs(600));
    Collections.swap(other, 0, 1);

    assertThat(capture(other)).isEqualTo(refused(Operation.CAPTURE, "CONFLICT"));
    assertThat(capture(legs(599))).isEqualTo(refused(Operation.CAPTURE, "CONFLICT"));
  }

  @Test
  void leavesOutLegsOfNothing() {
    reserve(600);
    var all = new Leg(Payee.RESTAURANT, restaurant, eur(600));
    var noTip = new Leg(Payee.TIP, driver, eur(0));

    assertThat(capture(List.of(all, noTip))).isInstanceOf(FundsCaptured.class);
    assertThat(posted(AccountKind.DRIVER, driver)).isZero();
  }

  @Test
  void refusesLegsThatAreNotWhatIsHeld() {
    reserve(600);

    assertThat(capture(legs(599))).isEqualTo(refused(Operation.CAPTURE, "AMOUNT_MISMATCH"));
    assertThat(capture(legs(601))).isEqualTo(refused(Operation.CAPTURE, "AMOUNT_MISMATCH"));
    assertThat(capture(List.of())).isEqualTo(refused(Operation.CAPTURE, "AMOUNT_MISMATCH"));
    assertThat(capture(List.of(new Leg(Payee.RESTAURANT, restaurant, new Money(600, "USD")))))
        .isEqualTo(refused(Operation.CAPTURE, "AMOUNT_MISMATCH"));
    assertThat(capture(Collections.nCopies(51, new Leg(Payee.TAX, null, eur(1)))))
        .isEqualTo(refused(Operation.CAPTURE, "AMOUNT_MISMATCH"));
    assertThat(books.balance(wallet).debitsPending()).isEqualTo(600);
  }

  @Test
  void refusesAShareThatHasNoOwner() {
    reserve(600);

    assertThat(capture(List.of(new Leg(Payee.DRIVER, null, eur(600)))))
        .isEqualTo(refused(Operation.CAPTURE, "UNKNOWN_ACCOUNT"));
  }

  @Test
  void refusesToCaptureWhatIsNotHeld() {
    assertThat(capture(legs(600))).isEqualTo(refused(Operation.CAPTURE, "NOT_RESERVED"));

    reserve(600);
    release();

    assertThat(capture(legs(600))).isEqualTo(refused(Operation.CAPTURE, "NOT_RESERVED"));
  }

  @Test
  void refusesToCaptureOrReleaseAnotherCustomersHold() {
    reserve(600);
    var stranger = new UserId(UUID.randomUUID());
    var capture = new CaptureFunds(order, stranger, legs(600));
    var release = new ReleaseFunds(order, stranger);

    assertThat(answer(capture)).isEqualTo(refused(Operation.CAPTURE, "NOT_RESERVED"));
    assertThat(answer(release)).isEqualTo(refused(Operation.RELEASE, "NOT_RESERVED"));
  }

  @Test
  void givesTheMoneyBackOnce() {
    reserve(600);

    assertThat(release()).isInstanceOf(FundsReleased.class);
    assertThat(release()).isInstanceOf(FundsReleased.class);
    assertThat(books.balance(wallet)).isEqualTo(new Balance(0, 1_000, 0, 0));
  }

  @Test
  void releasesWhereNothingIsHeld() {
    assertThat(release()).isInstanceOf(FundsReleased.class);
  }

  @Test
  void refusesToReleaseWhatIsPaidOut() {
    reserve(600);
    capture(legs(600));

    assertThat(release()).isEqualTo(refused(Operation.RELEASE, "NOT_RESERVED"));
  }

  @Test
  void paysInOnceForOneId() {
    var id = UUID.randomUUID();
    topUp(id, 50);
    List<Message> told = topUp(id, 50);

    assertThat(books.balance(wallet).availableMinor()).isEqualTo(1_050);
    assertThat(told).isEmpty();
  }

  private List<Message> topUp(UUID id, long amount) {
    List<Message> told = new ArrayList<>();
    new TopUp(CLOCK).pay(books, new TransferId(id), anna, eur(amount), told::add);
    return told;
  }

  private Message answer(Message command) {
    return new AnswerCommands(CLOCK).answer(books, List.of(command), false).getFirst();
  }

  private Message reserve(long amount) {
    return answer(new ReserveFunds(order, anna, eur(amount)));
  }

  private Message capture(List<Leg> legs) {
    return answer(new CaptureFunds(order, anna, legs));
  }

  private Message release() {
    return answer(new ReleaseFunds(order, anna));
  }

  private List<Leg> legs(long sum) {
    return List.of(
        new Leg(Payee.RESTAURANT, restaurant, eur(sum - 400)),
        new Leg(Payee.DRIVER, driver, eur(150)),
        new Leg(Payee.TIP, driver, eur(50)),
        new Leg(Payee.COMMISSION, null, eur(120)),
        new Leg(Payee.TAX, null, eur(80)));
  }

  private long posted(AccountKind kind, UUID owner) {
    return books.balance(new AccountKey(kind, owner, "EUR")).postedMinor();
  }

  private FundsRefused refused(Operation operation, String reason) {
    return new FundsRefused(order, reason, CLOCK.instant(), 0, operation);
  }

  private static Money eur(long amount) {
    return new Money(amount, "EUR");
  }
}
