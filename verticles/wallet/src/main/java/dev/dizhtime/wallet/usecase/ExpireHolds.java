package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.FundsExpired;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.model.TransferIds;
import dev.dizhtime.wallet.model.TransferKind;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Lets go of what is held beyond its time, and tells the order whose money it was. */
public final class ExpireHolds {
  private final Clock clock;

  public ExpireHolds(Clock clock) {
    this.clock = clock;
  }

  /**
   * Does it for these holds; those that were resolved before are left as they are.
   *
   * @param due whose time is up
   * @param events takes what is to be told when the transaction commits
   */
  public void expire(Books books, Collection<TransferId> due, Consumer<Message> events) {
    Extent extent = Extent.empty();
    extent.pendings().addAll(due);
    Ledger ledger = books.open(extent);
    for (TransferId id : due) {
      Transfer hold = ledger.find(id).orElseThrow();
      if (!ledger.resolved(id) && expire(ledger, hold) && hold.orderId() != null) {
        TransferIds.attemptOf(hold.orderId(), id)
            .ifPresent(
                attempt ->
                    events.accept(new FundsExpired(hold.orderId(), attempt, clock.instant())));
      }
    }
    books.write(ledger);
  }

  private static boolean expire(Ledger ledger, Transfer hold) {
    Transfer expiry =
        hold.resolvedBy(TransferIds.expiry(hold.id()), TransferKind.EXPIRE_PENDING, Purpose.EXPIRY);
    return ledger.post(List.of(expiry)) instanceof Outcome.Posted;
  }
}
