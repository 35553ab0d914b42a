package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.FundsReleased;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Refusal;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.model.TransferIds;
import dev.dizhtime.wallet.model.TransferKind;
import java.time.Clock;
import java.util.List;

/** Lets go of what is held for an order; nothing held is as good as let go. */
public final class ReleaseOrderFunds {
  private final Clock clock;

  public ReleaseOrderFunds(Clock clock) {
    this.clock = clock;
  }

  /**
   * Does it, and says {@link FundsReleased}; {@link FundsRefused} when the money was captured
   * already, for then the customer does not have it back, or when the hold is another customer's.
   */
  public Message answer(Books books, ReleaseFunds command) {
    var holdId = TransferIds.hold(command.orderId());
    var releaseId = TransferIds.release(command.orderId());
    Ledger ledger = books.open(List.of(), List.of(holdId, releaseId));
    Transfer hold = ledger.find(holdId).orElse(null);
    if (hold == null) {
      return new FundsReleased(command.orderId(), clock.instant());
    }
    var wallet = AccountKey.customer(command.customerId(), hold.amount().currency());
    if (!hold.debit().equals(wallet.id())) {
      return refused(command, RefusalCode.NOT_RESERVED);
    }
    Transfer release = hold.resolvedBy(releaseId, TransferKind.VOID_PENDING, Purpose.RELEASE);
    return switch (ledger.post(List.of(release))) {
      case Outcome.Posted posted -> {
        books.write(posted);
        yield new FundsReleased(command.orderId(), clock.instant());
      }
      case Outcome.AlreadyPosted _ -> new FundsReleased(command.orderId(), clock.instant());
      case Outcome.Refused(Refusal reason) -> refused(command, RefusalCode.of(reason));
    };
  }

  private Message refused(ReleaseFunds command, RefusalCode code) {
    return new FundsRefused(
        command.orderId(),
        code.name(),
        clock.instant(),
        command.attempt(),
        FundsRefused.Operation.RELEASE);
  }
}
