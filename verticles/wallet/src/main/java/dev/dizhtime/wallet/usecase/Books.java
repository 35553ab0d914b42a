package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.Ledger;
import java.util.Collection;

/** The ledger inside one transaction. */
public interface Books {
  /**
   * Opens the part of the ledger that is asked for: these accounts, these transfers and those that
   * resolve them, and the accounts of the transfers found. Nobody else changes these accounts from
   * now to the end of the transaction. To be called once in a transaction, and before anything else
   * of it is locked that others lock too.
   */
  Ledger open(Extent extent);

  /** The same for accounts and transfers only. */
  default Ledger open(Collection<AccountKey> accounts, Collection<TransferId> transfers) {
    return open(Extent.of(accounts, transfers));
  }

  /**
   * Looks at that part without keeping others from it. What is found may be out of date when it is
   * written, and {@link #write} then fails; whoever looks must be ready to do it again with {@link
   * #open}. Of {@code transfers} nothing is looked up: one that is written twice fails, too.
   */
  Ledger peek(Extent extent);

  /** Writes everything that a ledger has taken, and the ids that were given up. */
  void write(Ledger ledger);
}
