package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsCaptured;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.Leg;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what is held for an order and shares it out, as linked transfers: the hold is posted to the
 * customer's escrow, and from there each payee gets its leg.
 */
public final class CaptureOrderFunds {
  /** Legs of one order at most. */
  public static final int MAX_LEGS = 50;

  private final Clock clock;

  public CaptureOrderFunds(Clock clock) {
    this.clock = clock;
  }

  /** Does it, and says {@link FundsCaptured} or {@link FundsRefused}. */
  public Message answer(Books books, CaptureFunds command) {
    if (command.legs().size() > MAX_LEGS) {
      return refused(command, RefusalCode.AMOUNT_MISMATCH);
    }
    if (!command.legs().stream().allMatch(CaptureOrderFunds::hasOwner)) {
      return refused(command, RefusalCode.UNKNOWN_ACCOUNT);
    }
    Ledger ledger = books.open(payees(command), ids(command));
    Transfer hold = ledger.find(TransferIds.hold(command.orderId())).orElse(null);
    if (hold == null || !isOf(hold, command)) {
      return refused(command, RefusalCode.NOT_RESERVED);
    }
    if (!sharesOut(hold, command.legs())) {
      return refused(command, RefusalCode.AMOUNT_MISMATCH);
    }
    return switch (ledger.post(transfers(hold, command))) {
      case Outcome.Posted posted -> {
        books.write(posted);
        yield new FundsCaptured(command.orderId(), clock.instant());
      }
      case Outcome.AlreadyPosted _ -> new FundsCaptured(command.orderId(), clock.instant());
      case Outcome.Refused(Refusal reason) -> refused(command, RefusalCode.of(reason));
    };
  }

  private static boolean hasOwner(Leg leg) {
    return switch (leg.payee()) {
      case RESTAURANT, DRIVER, TIP -> leg.ownerId() != null;
      case COMMISSION, TAX, DELIVERY_FEE -> true;
    };
  }

  private static boolean isOf(Transfer hold, CaptureFunds command) {
    return hold.debit()
        .equals(AccountKey.customer(command.customerId(), hold.amount().currency()).id());
  }

  private static boolean sharesOut(Transfer hold, List<Leg> legs) {
    String currency = hold.amount().currency();
    long sum = legs.stream().mapToLong(leg -> leg.amount().amountMinor()).sum();
    return sum == hold.amount().amountMinor()
        && legs.stream().allMatch(leg -> leg.amount().currency().equals(currency));
  }

  private static List<AccountKey> payees(CaptureFunds command) {
    return command.legs().stream().map(CaptureOrderFunds::payee).distinct().toList();
  }

  private static AccountKey payee(Leg leg) {
    String currency = leg.amount().currency();
    return switch (leg.payee()) {
      case RESTAURANT -> new AccountKey(AccountKind.RESTAURANT, leg.ownerId(), currency);
      case DRIVER, TIP -> new AccountKey(AccountKind.DRIVER, leg.ownerId(), currency);
      case COMMISSION -> AccountKey.platform(AccountKind.COMMISSION, currency);
      case TAX -> AccountKey.platform(AccountKind.TAX, currency);
      case DELIVERY_FEE -> AccountKey.platform(AccountKind.DELIVERY_FEE, currency);
    };
  }

  private static List<TransferId> ids(CaptureFunds command) {
    OrderId order = command.orderId();
    List<TransferId> ids = new ArrayList<>();
    ids.add(TransferIds.hold(order));
    ids.add(TransferIds.capture(order));
    for (int i = 0; i < command.legs().size(); i++) {
      ids.add(TransferIds.leg(order, i));
    }
    return ids;
  }

  private static List<Transfer> transfers(Transfer hold, CaptureFunds command) {
    OrderId order = command.orderId();
    List<Transfer> linked = new ArrayList<>();
    linked.add(
        hold.resolvedBy(TransferIds.capture(order), TransferKind.POST_PENDING, Purpose.CAPTURE));
    for (int i = 0; i < command.legs().size(); i++) {
      Leg leg = command.legs().get(i);
      if (leg.amount().amountMinor() > 0) {
        linked.add(
            new Transfer(
                TransferIds.leg(order, i),
                TransferKind.POSTED,
                hold.credit(),
                payee(leg).id(),
                leg.amount(),
                Purpose.valueOf(leg.payee().name()),
                order,
                null));
      }
    }
    return linked;
  }

  private Message refused(CaptureFunds command, RefusalCode code) {
    return new FundsRefused(
        command.orderId(),
        code.name(),
        clock.instant(),
        command.attempt(),
        FundsRefused.Operation.CAPTURE);
  }
}
