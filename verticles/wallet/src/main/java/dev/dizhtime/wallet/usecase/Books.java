package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import java.util.Collection;

/** The ledger inside one transaction. */
public interface Books {
  /**
   * Opens the part of the ledger that is asked for: these accounts, these transfers and those that
   * resolve them, and the accounts of the transfers found. No one else writes to the ledger from
   * now to the end of the transaction.
   */
  Ledger open(Collection<AccountKey> accounts, Collection<TransferId> transfers);

  /** Writes what {@link Ledger#post} has passed. */
  void write(Outcome.Posted posted);
}
