package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.FundsReserved;
import dev.dizhtime.contracts.wallet.ReserveFunds;
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

/** Holds a customer's money for an order: a pending transfer from the wallet to the escrow. */
public final class ReserveOrderFunds {
  private final Clock clock;

  public ReserveOrderFunds(Clock clock) {
    this.clock = clock;
  }

  /** Does it, and says {@link FundsReserved} or {@link FundsRefused}. */
  public Message answer(Books books, ReserveFunds command) {
    if (command.amount().amountMinor() == 0) {
      return refused(command, RefusalCode.AMOUNT_MISMATCH);
    }
    String currency = command.amount().currency();
    AccountKey wallet = AccountKey.customer(command.customerId(), currency);
    AccountKey escrow = AccountKey.escrow(command.customerId(), currency);
    Transfer hold =
        new Transfer(
            TransferIds.hold(command.orderId()),
            TransferKind.PENDING,
            wallet.id(),
            escrow.id(),
            command.amount(),
            Purpose.HOLD,
            command.orderId(),
            null);
    var ids = List.of(hold.id(), TransferIds.release(command.orderId()));
    Ledger ledger = books.open(List.of(wallet, escrow), ids);
    if (!ledger.account(wallet.id()).opened()) {
      return refused(command, RefusalCode.UNKNOWN_ACCOUNT);
    }
    return switch (ledger.post(List.of(hold))) {
      case Outcome.Posted posted -> {
        books.write(posted);
        yield reserved(command);
      }
      // Said again as long as it is true: not after the hold was let go.
      case Outcome.AlreadyPosted _ ->
          ledger.find(TransferIds.release(command.orderId())).isPresent()
              ? refused(command, RefusalCode.NOT_RESERVED)
              : reserved(command);
      case Outcome.Refused(Refusal reason) -> refused(command, RefusalCode.of(reason));
    };
  }

  private Message reserved(ReserveFunds command) {
    return new FundsReserved(command.orderId(), command.amount(), clock.instant());
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
