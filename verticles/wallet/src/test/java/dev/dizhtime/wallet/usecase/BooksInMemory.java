package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.AccountId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.Balance;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Taken;
import dev.dizhtime.wallet.model.Transfer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Books for tests of what is asked of them. */
final class BooksInMemory implements Books {
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private final List<Transfer> transfers = new ArrayList<>();
  private final Set<TransferId> barred = new HashSet<>();

  @Override
  public Ledger open(Extent extent) {
    Set<TransferId> wanted = new HashSet<>(extent.transfers());
    wanted.addAll(extent.pendings());
    List<Transfer> found =
        transfers.stream()
            .filter(
                each ->
                    wanted.contains(each.id())
                        || wanted.contains(each.pendingId())
                        || extent.orders().contains(each.orderId()))
            .toList();
    Map<AccountId, Account> opened = new HashMap<>();
    for (AccountKey key : extent.accounts()) {
      opened.put(key.id(), accounts.getOrDefault(key.id(), Account.unopened(key)));
    }
    for (AccountId id : extent.accountIds()) {
      if (accounts.containsKey(id)) {
        opened.put(id, accounts.get(id));
      }
    }
    for (Transfer each : found) {
      opened.put(each.debit(), accounts.get(each.debit()));
      opened.put(each.credit(), accounts.get(each.credit()));
    }
    return new Ledger(opened, found, barred);
  }

  @Override
  public Ledger peek(Extent extent) {
    return open(extent);
  }

  @Override
  public void write(Ledger ledger) {
    barred.addAll(ledger.newlyBarred());
    Taken taken = ledger.taken();
    taken.opened().forEach(each -> accounts.put(each.key().id(), each));
    taken
        .changes()
        .forEach((id, change) -> accounts.computeIfPresent(id, (_, was) -> was.plus(change.by())));
    transfers.addAll(taken.transfers());
  }

  /** The same books, which go their own way from now on. */
  BooksInMemory copy() {
    var copy = new BooksInMemory();
    copy.accounts.putAll(accounts);
    copy.transfers.addAll(transfers);
    copy.barred.addAll(barred);
    return copy;
  }

  Collection<Account> accounts() {
    return accounts.values();
  }

  Balance balance(AccountKey key) {
    return accounts.containsKey(key.id()) ? accounts.get(key.id()).balance() : Balance.ZERO;
  }

  int written() {
    return transfers.size();
  }
}
