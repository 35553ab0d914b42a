package dev.dizhtime.wallet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final UserId ANNA = new UserId(UUID.randomUUID());
  private static final AccountKey WALLET = AccountKey.customer(ANNA, "EUR");
  private static final AccountKey ESCROW = AccountKey.escrow(ANNA, "EUR");
  private static final AccountKey TAX = AccountKey.platform(AccountKind.TAX, "EUR");

  @Test
  void movesMoneyFromOneAccountToAnother() {
    var ledger = walletWith(1_000);

    posted(ledger.post(List.of(transfer(WALLET, TAX, 300))));

    assertThat(ledger.taken().changes())
        .containsEntry(WALLET.id(), new Taken.Change("EUR", new Balance(300, 0, 0, 0)))
        .containsEntry(TAX.id(), new Taken.Change("EUR", new Balance(0, 300, 0, 0)));
    assertThat(available(ledger)).isEqualTo(700);
  }

  @Test
  void countsWhatIsHeldAsSpent() {
    var ledger = walletWith(1_000);
    posted(ledger.post(List.of(hold(600))));

    assertThat(ledger.account(WALLET.id()).balance()).isEqualTo(new Balance(0, 1_000, 600, 0));
    assertThat(ledger.post(List.of(hold(401)))).isEqualTo(refused(Refusal.INSUFFICIENT_FUNDS));
    assertThat(available(ledger)).isEqualTo(400);
    posted(ledger.post(List.of(hold(400))));
  }

  @Test
  void leavesNoTraceOfLinkedTransfersThatItRefuses() {
    var ledger = walletWith(1_000);
    var before = hold(100);
    posted(ledger.post(List.of(before)));
    var first = hold(200);

    var outcome =
        ledger.post(List.of(first, release(first), release(before), transfer(WALLET, TAX, 1_001)));

    assertThat(outcome).isEqualTo(refused(Refusal.INSUFFICIENT_FUNDS, 3));
    assertThat(ledger.taken().transfers()).containsExactly(before);
    assertThat(ledger.taken().changes()).doesNotContainKey(TAX.id());
    assertThat(ledger.find(first.id())).isEmpty();
    assertThat(ledger.resolved(before.id())).isFalse();
    posted(ledger.post(List.of(release(before))));
  }

  @Test
  void takesTheLastCentButNotOneMore() {
    assertThat(walletWith(1_000).post(List.of(hold(1_000)))).isInstanceOf(Outcome.Posted.class);
    assertThat(walletWith(1_000).post(List.of(hold(1_001))))
        .isEqualTo(refused(Refusal.INSUFFICIENT_FUNDS));
  }

  @Test
  void takesLinkedTransfersTogetherOrNotAtAll() {
    var ledger = walletWith(1_000);

    var outcome = ledger.post(List.of(transfer(WALLET, TAX, 900), transfer(WALLET, TAX, 101)));

    assertThat(outcome).isEqualTo(refused(Refusal.INSUFFICIENT_FUNDS, 1));
    assertThat(available(ledger)).isEqualTo(1_000);
  }

  @Test
  void postsAHoldAndSharesItOutInOneChain() {
    var ledger = walletWith(1_000);
    var hold = hold(600);
    posted(ledger.post(List.of(hold)));

    posted(ledger.post(List.of(post(hold), transfer(ESCROW, TAX, 600))));

    assertThat(ledger.account(WALLET.id()).balance()).isEqualTo(new Balance(600, 1_000, 0, 0));
    assertThat(ledger.account(ESCROW.id()).balance()).isEqualTo(new Balance(600, 600, 0, 0));
  }

  @Test
  void resolvesAPendingTransferOnce() {
    var ledger = walletWith(1_000);
    var hold = hold(600);
    posted(ledger.post(List.of(hold)));
    posted(ledger.post(List.of(release(hold))));

    assertThat(available(ledger)).isEqualTo(1_000);
    assertThat(ledger.post(List.of(post(hold)))).isEqualTo(refused(Refusal.ALREADY_RESOLVED));
    assertThat(ledger.post(List.of(release(hold)))).isEqualTo(refused(Refusal.ALREADY_RESOLVED));
  }

  @Test
  void refusesToResolveTheSameHoldTwiceInOneChain() {
    var ledger = walletWith(1_000);
    var hold = hold(600);
    posted(ledger.post(List.of(hold)));

    assertThat(ledger.post(List.of(post(hold), release(hold))))
        .isEqualTo(refused(Refusal.ALREADY_RESOLVED, 1));
  }

  @Test
  void refusesToResolveWhatIsNotPending() {
    var ledger = walletWith(1_000);
    var posted = transfer(WALLET, TAX, 100);
    posted(ledger.post(List.of(posted)));

    assertThat(ledger.post(List.of(post(hold(100))))).isEqualTo(refused(Refusal.NOT_PENDING));
    assertThat(ledger.post(List.of(post(posted)))).isEqualTo(refused(Refusal.NOT_PENDING));
  }

  @Test
  void knowsTheSameTransferAgain() {
    var ledger = walletWith(1_000);
    var hold = hold(600);
    posted(ledger.post(List.of(hold)));

    assertThat(ledger.post(List.of(hold))).isEqualTo(new Outcome.AlreadyPosted());
    assertThat(available(ledger)).isEqualTo(400);
  }

  @Test
  void refusesAKnownIdWithOtherContent() {
    var ledger = walletWith(1_000);
    var hold = hold(600);
    posted(ledger.post(List.of(hold)));
    var other =
        new Transfer(
            hold.id(),
            TransferKind.PENDING,
            hold.debit(),
            hold.credit(),
            new Money(599, "EUR"),
            Purpose.HOLD,
            null,
            null);

    assertThat(ledger.post(List.of(other))).isEqualTo(refused(Refusal.CONFLICT));
  }

  @Test
  void tellsWhichAccountsItsTransfersOpen() {
    var ledger = walletWith(1_000);

    posted(ledger.post(List.of(hold(1))));

    assertThat(ledger.taken().opened()).containsExactly(Account.unopened(ESCROW));
  }

  @Test
  void refusesAnAccountOfAnotherCurrency() {
    var ledger = walletWith(1_000);
    var dollars =
        new Transfer(
            newId(),
            TransferKind.POSTED,
            WALLET.id(),
            TAX.id(),
            new Money(1, "USD"),
            Purpose.TAX,
            null,
            null);

    assertThat(ledger.post(List.of(dollars))).isEqualTo(refused(Refusal.CURRENCY_MISMATCH));
  }

  @Test
  void refusesAnAccountThatIsNotThere() {
    var stranger = AccountKey.customer(new UserId(UUID.randomUUID()), "EUR");

    assertThat(walletWith(1_000).post(List.of(hold(1), transfer(WALLET, stranger, 1))))
        .isEqualTo(refused(Refusal.UNKNOWN_ACCOUNT, 1));
  }

  @Test
  void postsAPartOfAHoldAndLetsGoOfTheRest() {
    var ledger = walletWith(1_000);
    var hold = hold(600);
    posted(ledger.post(List.of(hold)));

    posted(ledger.post(List.of(part(hold, 250))));

    assertThat(ledger.account(WALLET.id()).balance()).isEqualTo(new Balance(250, 1_000, 0, 0));
    assertThat(ledger.account(ESCROW.id()).balance()).isEqualTo(new Balance(0, 250, 0, 0));
    assertThat(ledger.post(List.of(part(hold, 250)))).isEqualTo(refused(Refusal.ALREADY_RESOLVED));
  }

  @Test
  void refusesToPostMoreThanIsHeldOrToReleaseAPart() {
    var ledger = walletWith(1_000);
    var hold = hold(600);
    posted(ledger.post(List.of(hold)));
    var half =
        hold.resolvedBy(newId(), TransferKind.VOID_PENDING, new Money(300, "EUR"), Purpose.RELEASE);

    assertThat(ledger.post(List.of(part(hold, 601)))).isEqualTo(refused(Refusal.EXCEEDS_PENDING));
    assertThat(ledger.post(List.of(half))).isEqualTo(refused(Refusal.NOT_PENDING));
    assertThat(available(ledger)).isEqualTo(400);
  }

  @Test
  void resolvesAHoldOfTheSameChain() {
    var ledger = walletWith(1_000);
    var hold = hold(600);

    posted(ledger.post(List.of(hold, part(hold, 1))));

    assertThat(available(ledger)).isEqualTo(999);
  }

  @Test
  void takesNoTransferUnderAnIdThatWasGivenUp() {
    var ledger = walletWith(1_000);
    var hold = hold(600);
    ledger.bar(hold.id());

    assertThat(ledger.post(List.of(hold))).isEqualTo(refused(Refusal.BARRED));
    assertThat(ledger.newlyBarred()).containsExactly(hold.id());
  }

  @Test
  void letsAnAccountGoToItsOwnFloor() {
    var wallet = new Account(WALLET, Balance.ZERO, OptionalLong.of(-500), true);
    var ledger = new Ledger(List.of(wallet, Account.unopened(ESCROW)), List.of());

    posted(ledger.post(List.of(hold(500))));

    assertThat(ledger.post(List.of(hold(1)))).isEqualTo(refused(Refusal.INSUFFICIENT_FUNDS));
  }

  @Test
  void refusesWhatACounterCannotHold() {
    var wallet = new Account(WALLET, new Balance(0, Long.MAX_VALUE, 0, 0), true);
    var tax = new Account(TAX, new Balance(5, 0, 0, 0), true);
    var ledger = new Ledger(List.of(wallet, tax), List.of());

    assertThat(ledger.post(List.of(transfer(TAX, WALLET, 1)))).isEqualTo(refused(Refusal.OVERFLOW));
  }

  @Test
  void hasNoTransferOfNothingNorToItself() {
    assertThatIllegalArgumentException().isThrownBy(() -> transfer(WALLET, TAX, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> transfer(WALLET, WALLET, 1));
  }

  private static Ledger walletWith(long amount) {
    var wallet = new Account(WALLET, new Balance(0, amount, 0, 0), true);
    var tax = new Account(TAX, Balance.ZERO, true);
    return new Ledger(List.of(wallet, Account.unopened(ESCROW), tax), List.of());
  }

  private static long available(Ledger ledger) {
    return ledger.account(WALLET.id()).balance().availableMinor();
  }

  private static Transfer hold(long amount) {
    return new Transfer(
        newId(),
        TransferKind.PENDING,
        WALLET.id(),
        ESCROW.id(),
        new Money(amount, "EUR"),
        Purpose.HOLD,
        null,
        null);
  }

  private static Transfer transfer(AccountKey from, AccountKey to, long amount) {
    return new Transfer(
        newId(),
        TransferKind.POSTED,
        from.id(),
        to.id(),
        new Money(amount, "EUR"),
        Purpose.TAX,
        null,
        null);
  }

  private static Transfer post(Transfer hold) {
    return hold.resolvedBy(newId(), TransferKind.POST_PENDING, Purpose.CAPTURE);
  }

  private static Transfer part(Transfer hold, long amount) {
    return hold.resolvedBy(
        newId(), TransferKind.POST_PENDING, new Money(amount, "EUR"), Purpose.CAPTURE);
  }

  private static Transfer release(Transfer hold) {
    return hold.resolvedBy(newId(), TransferKind.VOID_PENDING, Purpose.RELEASE);
  }

  private static TransferId newId() {
    return new TransferId(UUID.randomUUID());
  }

  private static void posted(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Posted.class);
  }

  private static Outcome refused(Refusal reason) {
    return refused(reason, 0);
  }

  private static Outcome refused(Refusal reason, int index) {
    return new Outcome.Refused(reason, index);
  }
}
