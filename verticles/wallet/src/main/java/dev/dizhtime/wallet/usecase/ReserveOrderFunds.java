package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
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
 * Holds money for an order: a pending transfer to the customer's escrow, from the customer's wallet
 * or, for an order that is paid in cash, from the driver's cash float.
 */
final class ReserveOrderFunds implements LedgerCommand<ReserveFunds> {
  private final Clock clock;

  ReserveOrderFunds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void extent(ReserveFunds command, Extent extent) {
    extent.accounts().add(payer(command));
    extent.accounts().add(escrow(command));
    extent.transfers().add(TransferIds.hold(command.orderId(), command.attempt()));
    extent.orders().add(command.orderId());
  }

  /** Says {@link FundsReserved} or {@link FundsRefused}. */
  @Override
  public Message answer(Ledger ledger, ReserveFunds command) {
    if (command.amount().amountMinor() == 0) {
      return refused(command, RefusalCode.AMOUNT_MISMATCH);
    }
    if (!Attempts.valid(command.attempt()) || !Expiries.valid(command.expiresAt(), clock)) {
      return refused(command, RefusalCode.CONFLICT);
    }
    boolean cash = command.driverId() != null;
    if (!cash && !ledger.account(payer(command).id()).opened()) {
      return refused(command, RefusalCode.UNKNOWN_ACCOUNT);
    }
    Transfer hold = hold(command);
    return switch (ledger.post(List.of(hold))) {
      case Outcome.Posted _ -> reserved(command);
      // Said again as long as it is true: not after the hold was let go.
      case Outcome.AlreadyPosted _ ->
          letGo(ledger, hold) ? refused(command, RefusalCode.NOT_RESERVED) : reserved(command);
      case Outcome.Refused(Refusal reason, _) ->
          refused(
              command,
              cash && reason == Refusal.INSUFFICIENT_FUNDS
                  ? RefusalCode.CREDIT_LIMIT
                  : RefusalCode.of(reason));
    };
  }

  private static Transfer hold(ReserveFunds command) {
    return new Transfer(
        TransferIds.hold(command.orderId(), command.attempt()),
        TransferKind.PENDING,
        payer(command).id(),
        escrow(command).id(),
        command.amount(),
        command.driverId() == null ? Purpose.HOLD : Purpose.CASH_HOLD,
        command.orderId(),
        null,
        command.expiresAt());
  }

  private static boolean letGo(Ledger ledger, Transfer hold) {
    return ledger
        .ofOrder(hold.orderId())
        .anyMatch(
            each -> hold.id().equals(each.pendingId()) && each.kind() != TransferKind.POST_PENDING);
  }

  private static AccountKey payer(ReserveFunds command) {
    String currency = command.amount().currency();
    return command.driverId() == null
        ? AccountKey.customer(command.customerId(), currency)
        : new AccountKey(AccountKind.CASH_FLOAT, command.driverId().value(), currency);
  }

  private static AccountKey escrow(ReserveFunds command) {
    return AccountKey.escrow(command.customerId(), command.amount().currency());
  }

  private Message reserved(ReserveFunds command) {
    return new FundsReserved(
        command.orderId(), command.amount(), clock.instant(), command.attempt());
  }

  private Message refused(ReserveFunds command, RefusalCode code) {
    return new FundsRefused(
        command.orderId(),
        code.name(),
        clock.instant(),
        command.attempt(),
        FundsRefused.Operation.RESERVE);
  }
}
