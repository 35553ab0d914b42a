package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.wallet.model.Ledger;

/** What is done with one type of command. */
interface LedgerCommand<C extends Message> {
  /** Adds what of the ledger it concerns. */
  void extent(C command, Extent extent);

  /** Does it in the ledger, and says what came of it. */
  Message answer(Ledger ledger, C command);
}
