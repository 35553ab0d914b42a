package dev.dizhtime.wallet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import java.util.List;
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

    var posted = posted(ledger.post(List.of(transfer(WALLET, TAX, 300))));

    assertThat(posted.changes())
        .containsEntry(WALLET.id(), new Balance(300, 0, 0, 0))
        .containsEntry(TAX.id(), new Balance(0, 300, 0, 0));
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
  void takesTheLastCentButNotOneMore() {
    assertThat(walletWith(1_000).post(List.of(hold(1_000)))).isInstanceOf(Outcome.Posted.class);
    assertThat(walletWith(1_000).post(List.of(hold(1_001))))
        .isEqualTo(refused(Refusal.INSUFFICIENT_FUNDS));
  }

  @Test
  void takesLinkedTransfersTogetherOrNotAtAll() {
    var ledger = walletWith(1_000);

    var outcome = ledger.post(List.of(transfer(WALLET, TAX, 900), transfer(WALLET, TAX, 101)));

    assertThat(outcome).isEqualTo(refused(Refusal.INSUFFICIENT_FUNDS));
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
        .isEqualTo(refused(Refusal.ALREADY_RESOLVED));
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

    assertThat(posted(ledger.post(List.of(hold(1)))).opened()).containsExactly(ESCROW);
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

    assertThatIllegalArgumentException().isThrownBy(() -> ledger.post(List.of(dollars)));
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

  private static Transfer release(Transfer hold) {
    return hold.resolvedBy(newId(), TransferKind.VOID_PENDING, Purpose.RELEASE);
  }

  private static TransferId newId() {
    return new TransferId(UUID.randomUUID());
  }

  private static Outcome.Posted posted(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Posted.class);
    return (Outcome.Posted) outcome;
  }

  private static Outcome refused(Refusal reason) {
    return new Outcome.Refused(reason);
  }
}
