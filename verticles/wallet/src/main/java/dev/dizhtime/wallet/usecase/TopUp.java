package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.wallet.WalletToppedUp;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.model.TransferKind;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Adds money to a customer's wallet, which its first top-up opens. */
public final class TopUp {
  private final Clock clock;

  public TopUp(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a customer is told.
   *
   * @param availableMinor what may be spent after it
   */
  public record Receipt(TransferId transferId, Money amount, long availableMinor) {}

  /**
   * Does it.
   *
   * @param amount above zero
   * @param events takes what is to be told when the transaction commits
   * @return empty when the id belongs to a transfer with other content
   */
  public Optional<Receipt> pay(
      Books books, TransferId id, UserId customer, Money amount, Consumer<Message> events) {
    AccountKey wallet = AccountKey.customer(customer, amount.currency());
    AccountKey provider = AccountKey.platform(AccountKind.PROVIDER_CLEARING, amount.currency());
    Transfer transfer =
        new Transfer(
            id,
            TransferKind.POSTED,
            provider.id(),
            wallet.id(),
            amount,
            Purpose.TOP_UP,
            null,
            null);
    Ledger ledger = books.open(List.of(wallet, provider), List.of(id));
    Outcome outcome = ledger.post(List.of(transfer));
    if (outcome instanceof Outcome.Refused) {
      return Optional.empty();
    }
    if (outcome instanceof Outcome.Posted) {
      books.write(ledger);
      events.accept(new WalletToppedUp(customer, id, amount, clock.instant()));
    }
    long available = ledger.account(wallet.id()).balance().availableMinor();
    return Optional.of(new Receipt(id, amount, available));
  }
}
