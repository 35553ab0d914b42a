package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.AccountId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.Balance;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
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

  @Override
  public Ledger open(Collection<AccountKey> keys, Collection<TransferId> ids) {
    // Unlike List.of, it may be asked for null.
    Set<TransferId> wanted = new HashSet<>(ids);
    List<Transfer> found =
        transfers.stream()
            .filter(each -> wanted.contains(each.id()) || wanted.contains(each.pendingId()))
            .toList();
    Set<Account> opened = new HashSet<>();
    for (AccountKey key : keys) {
      opened.add(accounts.getOrDefault(key.id(), Account.unopened(key)));
    }
    for (Transfer each : found) {
      opened.add(accounts.get(each.debit()));
      opened.add(accounts.get(each.credit()));
    }
    return new Ledger(opened, found);
  }

  @Override
  public void write(Outcome.Posted posted) {
    posted.opened().forEach(key -> accounts.put(key.id(), new Account(key, Balance.ZERO, true)));
    posted
        .changes()
        .forEach(
            (id, change) ->
                accounts.computeIfPresent(
                    id, (_, was) -> new Account(was.key(), was.balance().plus(change), true)));
    transfers.addAll(posted.transfers());
  }

  Balance balance(AccountKey key) {
    return accounts.containsKey(key.id()) ? accounts.get(key.id()).balance() : Balance.ZERO;
  }

  int written() {
    return transfers.size();
  }
}
