package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.TransferId;
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

/**
 * Lets go of what is held for an order. Where nothing is held, the hold's id is given up, so that a
 * reservation that was overtaken by this release holds nothing later on.
 */
final class ReleaseOrderFunds implements LedgerCommand<ReleaseFunds> {
  private final Clock clock;

  ReleaseOrderFunds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void extent(ReleaseFunds command, Extent extent) {
    extent.transfers().add(TransferIds.hold(command.orderId(), command.attempt()));
    extent.orders().add(command.orderId());
  }

  /**
   * Says {@link FundsReleased}; {@link FundsRefused} when the money was captured already, for then
   * the customer does not have it back, or when the hold is another customer's.
   */
  @Override
  public Message answer(Ledger ledger, ReleaseFunds command) {
    if (!Attempts.valid(command.attempt())) {
      return refused(command, RefusalCode.CONFLICT);
    }
    TransferId holdId = TransferIds.hold(command.orderId(), command.attempt());
    Transfer hold = ledger.find(holdId).orElse(null);
    if (hold == null) {
      ledger.bar(holdId);
      return released(command);
    }
    if (!isOf(hold, command)) {
      return refused(command, RefusalCode.NOT_RESERVED);
    }
    if (expired(ledger, hold)) {
      return released(command);
    }
    TransferId id = TransferIds.release(command.orderId(), command.attempt());
    Transfer release = hold.resolvedBy(id, TransferKind.VOID_PENDING, Purpose.RELEASE);
    return switch (ledger.post(List.of(release))) {
      case Outcome.Posted _, Outcome.AlreadyPosted _ -> released(command);
      case Outcome.Refused(Refusal reason, _) -> refused(command, RefusalCode.of(reason));
    };
  }

  private static boolean isOf(Transfer hold, ReleaseFunds command) {
    return hold.credit()
        .equals(AccountKey.escrow(command.customerId(), hold.amount().currency()).id());
  }

  private static boolean expired(Ledger ledger, Transfer hold) {
    return ledger
        .ofOrder(hold.orderId())
        .anyMatch(
            each ->
                each.kind() == TransferKind.EXPIRE_PENDING && hold.id().equals(each.pendingId()));
  }

  private Message released(ReleaseFunds command) {
    return new FundsReleased(command.orderId(), clock.instant(), command.attempt());
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
