package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.wallet.model.AccountId;
import dev.dizhtime.wallet.model.AccountKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What of the ledger is to be opened.
 *
 * @param accounts by what they are for; those that no transfer has touched are opened by the first
 * @param accountIds by id; those that are not there stay unknown
 * @param transfers ids that are about to be written, which may be known or given up already
 * @param pendings ids of transfers that are about to be resolved
 * @param orders whose every transfer is looked at
 */
public record Extent(
    Set<AccountKey> accounts,
    Set<AccountId> accountIds,
    Set<TransferId> transfers,
    Set<TransferId> pendings,
    Set<OrderId> orders) {
  /** Nothing yet. */
  public static Extent empty() {
    return new Extent(
        new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
  }

  /** These accounts and transfers. */
  public static Extent of(Collection<AccountKey> accounts, Collection<TransferId> transfers) {
    Extent extent = empty();
    extent.accounts.addAll(accounts);
    extent.transfers.addAll(transfers);
    return extent;
  }
}
