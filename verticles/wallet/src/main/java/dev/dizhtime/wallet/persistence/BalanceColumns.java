package dev.dizhtime.wallet.persistence;

import dev.dizhtime.wallet.model.AccountId;
import dev.dizhtime.wallet.model.Taken;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;

/** Changes of balances column by column, in the order in which all writers lock accounts. */
final class BalanceColumns {
  /** PostgreSQL's order of ids: bytes without a sign. All writers lock in it. */
  static final Comparator<UUID> IN_ORDER =
      Comparator.<UUID>comparingLong(id -> id.getMostSignificantBits() ^ Long.MIN_VALUE)
          .thenComparingLong(id -> id.getLeastSignificantBits() ^ Long.MIN_VALUE);

  private final UUID[] ids;
  private final String[] currencies;
  private final Long[] debitsPosted;
  private final Long[] creditsPosted;
  private final Long[] debitsPending;
  private final Long[] creditsPending;
  private int next;

  BalanceColumns(Map<AccountId, Taken.Change> changes) {
    int size = changes.size();
    ids = new UUID[size];
    currencies = new String[size];
    debitsPosted = new Long[size];
    creditsPosted = new Long[size];
    debitsPending = new Long[size];
    creditsPending = new Long[size];
    changes.entrySet().stream()
        .sorted(Comparator.comparing(each -> each.getKey().value(), IN_ORDER))
        .forEach(each -> add(each.getKey(), each.getValue()));
  }

  private void add(AccountId id, Taken.Change change) {
    ids[next] = id.value();
    currencies[next] = change.currency();
    debitsPosted[next] = change.by().debitsPosted();
    creditsPosted[next] = change.by().creditsPosted();
    debitsPending[next] = change.by().debitsPending();
    creditsPending[next] = change.by().creditsPending();
    next++;
  }

  /** The columns, in the order: id, currency, posted debits and credits, pending ones. */
  Object[] arguments() {
    return new Object[] {
      ids, currencies, debitsPosted, creditsPosted, debitsPending, creditsPending
    };
  }
}
