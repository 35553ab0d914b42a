package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.ChainedTransfer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what was written; a user sees what touched a wallet or a payable of their own. */
public interface Statements {
  /** How many of an order's transfers are told at most. */
  int MAX_PER_ORDER = 200;

  /** Where a page of a statement ended. */
  record Position(Instant at, TransferId id) {}

  /** The user's accounts that they may know of. */
  List<Account> accounts(UserId user);

  /**
   * The user's transfers, the newest first.
   *
   * @param after where the page before ended; empty for the first page
   */
  List<ChainedTransfer> page(UserId user, Optional<Position> after, int limit);

  /** One transfer of the user's. */
  Optional<ChainedTransfer> find(UserId user, TransferId id);

  /** An order's transfers, the oldest first; at most {@link #MAX_PER_ORDER}. */
  List<ChainedTransfer> ofOrder(OrderId order);
}
