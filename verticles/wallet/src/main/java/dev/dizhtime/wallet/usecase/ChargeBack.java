package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.model.TransferKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives a payment back to the provider, whose customer's bank has taken it: from the wallet as far
 * as there is money that nothing holds, the rest from the platform's loss account. Orders under way
 * are not touched.
 */
public final class ChargeBack {
  private ChargeBack() {}

  /**
   * Does it, once for a top-up.
   *
   * @param amount above zero, at most what was paid
   * @return the first of its transfers
   */
  public static TransferId take(Books books, UUID topUpId, UserId customer, Money amount) {
    AccountKey wallet = AccountKey.customer(customer, amount.currency());
    AccountKey provider = AccountKey.platform(AccountKind.PROVIDER_CLEARING, amount.currency());
    AccountKey loss = AccountKey.platform(AccountKind.CHARGEBACK_LOSS, amount.currency());
    TransferId fromWallet = id(topUpId, "wallet");
    TransferId fromLoss = id(topUpId, "loss");
    Ledger ledger = books.open(List.of(wallet, provider, loss), List.of(fromWallet, fromLoss));
    if (ledger.find(fromWallet).isPresent() || ledger.find(fromLoss).isPresent()) {
      return ledger.find(fromWallet).isPresent() ? fromWallet : fromLoss;
    }
    long free = Math.max(0, ledger.account(wallet.id()).balance().availableMinor());
    long own = Math.min(free, amount.amountMinor());
    List<Transfer> linked = new ArrayList<>();
    add(linked, fromWallet, wallet, provider, new Money(own, amount.currency()));
    add(linked, fromLoss, loss, provider, new Money(amount.amountMinor() - own, amount.currency()));
    if (!(ledger.post(linked) instanceof Outcome.Posted)) {
      throw new IllegalStateException("the charge-back of " + topUpId + " can't be posted");
    }
    books.write(ledger);
    return linked.getFirst().id();
  }

  private static void add(
      List<Transfer> linked, TransferId id, AccountKey from, AccountKey to, Money amount) {
    if (amount.amountMinor() > 0) {
      linked.add(
          new Transfer(
              id, TransferKind.POSTED, from.id(), to.id(), amount, Purpose.CHARGEBACK, null, null));
    }
  }

  private static TransferId id(UUID topUpId, String part) {
    String name = "transfer|" + topUpId + "|charge-back|" + part;
    return new TransferId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }
}
