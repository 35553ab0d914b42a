package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
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
 * Takes what is held for an order, or a part of it, and shares it out, as linked transfers: the
 * hold is posted to the customer's escrow, the platform adds its subsidy there, and from there each
 * payee gets its leg. What is not taken is the payer's again.
 */
final class CaptureOrderFunds implements LedgerCommand<CaptureFunds> {
  /** Legs of one order at most. */
  static final int MAX_LEGS = 50;

  private final Clock clock;

  CaptureOrderFunds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void extent(CaptureFunds command, Extent extent) {
    extent.orders().add(command.orderId());
    extent.transfers().add(TransferIds.hold(command.orderId(), command.attempt()));
    command.legs().stream()
        .filter(CaptureOrderFunds::hasOwner)
        .map(CaptureOrderFunds::payee)
        .forEach(extent.accounts()::add);
    if (command.subsidy() != null) {
      extent.accounts().add(promotion(command.subsidy()));
    }
  }

  /** Says {@link FundsCaptured} or {@link FundsRefused}. */
  @Override
  public Message answer(Ledger ledger, CaptureFunds command) {
    if (!Attempts.valid(command.attempt())) {
      return refused(command, RefusalCode.CONFLICT);
    }
    if (command.legs().size() > MAX_LEGS) {
      return refused(command, RefusalCode.AMOUNT_MISMATCH);
    }
    if (!command.legs().stream().allMatch(CaptureOrderFunds::hasOwner)) {
      return refused(command, RefusalCode.UNKNOWN_ACCOUNT);
    }
    var holdId = TransferIds.hold(command.orderId(), command.attempt());
    Transfer hold = ledger.find(holdId).orElse(null);
    if (hold == null || !isOf(hold, command)) {
      return refused(command, RefusalCode.NOT_RESERVED);
    }
    if (!sharesOut(hold, command)) {
      return refused(
          command, captured(ledger, command) ? RefusalCode.CONFLICT : RefusalCode.AMOUNT_MISMATCH);
    }
    return switch (ledger.post(transfers(hold, command))) {
      case Outcome.Posted _, Outcome.AlreadyPosted _ ->
          new FundsCaptured(command.orderId(), clock.instant(), command.attempt());
      case Outcome.Refused(Refusal reason, _) -> refused(command, RefusalCode.of(reason));
    };
  }

  private static boolean hasOwner(Leg leg) {
    return switch (leg.payee()) {
      case RESTAURANT, DRIVER, TIP -> leg.ownerId() != null;
      case COMMISSION, TAX, DELIVERY_FEE -> true;
    };
  }

  private static boolean isOf(Transfer hold, CaptureFunds command) {
    return hold.credit()
        .equals(AccountKey.escrow(command.customerId(), hold.amount().currency()).id());
  }

  /** What was captured before can only be asked for again as it was. */
  private static boolean captured(Ledger ledger, CaptureFunds command) {
    return ledger.find(TransferIds.capture(command.orderId(), command.attempt())).isPresent();
  }

  private static boolean sharesOut(Transfer hold, CaptureFunds command) {
    String currency = hold.amount().currency();
    Money taken = taken(hold, command);
    Money subsidy = subsidy(hold, command);
    long sum = command.legs().stream().mapToLong(leg -> leg.amount().amountMinor()).sum();
    return taken.currency().equals(currency)
        && subsidy.currency().equals(currency)
        && taken.amountMinor() <= hold.amount().amountMinor()
        && sum == taken.amountMinor() + subsidy.amountMinor()
        && command.legs().stream().allMatch(leg -> leg.amount().currency().equals(currency));
  }

  private static Money taken(Transfer hold, CaptureFunds command) {
    return command.amount() == null ? hold.amount() : command.amount();
  }

  private static Money subsidy(Transfer hold, CaptureFunds command) {
    return command.subsidy() == null ? Money.zero(hold.amount().currency()) : command.subsidy();
  }

  private static AccountKey promotion(Money subsidy) {
    return AccountKey.platform(AccountKind.PROMOTION, subsidy.currency());
  }

  private static AccountKey payee(Leg leg) {
    String currency = leg.amount().currency();
    return switch (leg.payee()) {
      case RESTAURANT -> new AccountKey(AccountKind.RESTAURANT, leg.ownerId(), currency);
      case DRIVER -> new AccountKey(AccountKind.DRIVER, leg.ownerId(), currency);
      case TIP -> new AccountKey(AccountKind.TIP, leg.ownerId(), currency);
      case COMMISSION -> AccountKey.platform(AccountKind.COMMISSION, currency);
      case TAX -> AccountKey.platform(AccountKind.TAX, currency);
      case DELIVERY_FEE -> AccountKey.platform(AccountKind.DELIVERY_FEE, currency);
    };
  }

  private static List<Transfer> transfers(Transfer hold, CaptureFunds command) {
    OrderId order = command.orderId();
    int attempt = command.attempt();
    List<Transfer> linked = new ArrayList<>();
    linked.add(taking(hold, command));
    Money subsidy = subsidy(hold, command);
    if (subsidy.amountMinor() > 0) {
      linked.add(
          new Transfer(
              TransferIds.subsidy(order, attempt),
              TransferKind.POSTED,
              promotion(subsidy).id(),
              hold.credit(),
              subsidy,
              Purpose.SUBSIDY,
              order,
              null));
    }
    for (int i = 0; i < command.legs().size(); i++) {
      Leg leg = command.legs().get(i);
      if (leg.amount().amountMinor() > 0) {
        linked.add(
            new Transfer(
                TransferIds.leg(order, attempt, i),
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

  /** The transfer that ends the hold; where nothing is taken, it lets go of all. */
  private static Transfer taking(Transfer hold, CaptureFunds command) {
    var id = TransferIds.capture(command.orderId(), command.attempt());
    Money taken = taken(hold, command);
    return taken.amountMinor() == 0
        ? hold.resolvedBy(id, TransferKind.VOID_PENDING, Purpose.RELEASE)
        : hold.resolvedBy(id, TransferKind.POST_PENDING, taken, Purpose.CAPTURE);
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
