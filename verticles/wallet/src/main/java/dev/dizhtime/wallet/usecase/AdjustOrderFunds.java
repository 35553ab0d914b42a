package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.AdjustmentRefused;
import dev.dizhtime.contracts.wallet.FundsAdjusted;
import dev.dizhtime.contracts.wallet.Movement;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Refusal;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.model.TransferIds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts an order's money right after the fact. What a customer gets back of an order, over all its
 * adjustments, is at most what was taken for it.
 */
final class AdjustOrderFunds implements LedgerCommand<AdjustFunds> {
  /** Movements of one adjustment at most. */
  static final int MAX_MOVEMENTS = 50;

  private final Clock clock;

  AdjustOrderFunds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void extent(AdjustFunds command, Extent extent) {
    extent.orders().add(command.orderId());
    if (invalid(command).isEmpty()) {
      transfers(command).forEach(each -> extent.transfers().add(each.id()));
      // One past the end: whether the same adjustment was once a longer one.
      extent.transfers().add(afterLast(command));
      for (Movement each : command.movements()) {
        extent.accounts().add(from(each));
        extent.accounts().add(to(each));
      }
    }
  }

  /** Says {@link FundsAdjusted} or {@link AdjustmentRefused}. */
  @Override
  public Message answer(Ledger ledger, AdjustFunds command) {
    Optional<RefusalCode> invalid = invalid(command);
    if (invalid.isPresent()) {
      return refused(command, invalid.get());
    }
    List<Transfer> transfers = transfers(command);
    if (ledger.find(afterLast(command)).isPresent()) {
      return refused(command, RefusalCode.CONFLICT);
    }
    boolean fresh = ledger.find(transfers.getFirst().id()).isEmpty();
    Optional<RefusalCode> unbounded = fresh ? tooMuch(ledger, transfers) : Optional.empty();
    if (unbounded.isPresent()) {
      return refused(command, unbounded.get());
    }
    return switch (ledger.post(transfers)) {
      case Outcome.Posted _, Outcome.AlreadyPosted _ ->
          new FundsAdjusted(command.orderId(), command.adjustmentId(), clock.instant());
      case Outcome.Refused(Refusal reason, _) ->
          refused(
              command, reason == Refusal.CONFLICT ? RefusalCode.CONFLICT : RefusalCode.of(reason));
    };
  }

  private static Optional<RefusalCode> invalid(AdjustFunds command) {
    List<Movement> movements = command.movements();
    if (movements.isEmpty() || movements.size() > MAX_MOVEMENTS) {
      return Optional.of(RefusalCode.AMOUNT_MISMATCH);
    }
    String currency = movements.getFirst().amount().currency();
    for (Movement each : movements) {
      if (!known(each.from(), each.fromOwner(), command)
          || !known(each.to(), each.toOwner(), command)
          || from(each).equals(to(each))) {
        return Optional.of(RefusalCode.UNKNOWN_ACCOUNT);
      }
      if (each.amount().amountMinor() == 0 || !each.amount().currency().equals(currency)) {
        return Optional.of(RefusalCode.AMOUNT_MISMATCH);
      }
    }
    return Optional.empty();
  }

  private static boolean known(Party party, UUID owner, AdjustFunds command) {
    return switch (party) {
      case CUSTOMER -> command.customerId().value().equals(owner);
      case RESTAURANT, DRIVER -> owner != null;
      case PLATFORM, COMMISSION, DELIVERY_FEE, TAX -> owner == null;
    };
  }

  private static AccountKey from(Movement movement) {
    return account(movement.from(), movement.fromOwner(), movement.amount().currency());
  }

  private static AccountKey to(Movement movement) {
    return account(movement.to(), movement.toOwner(), movement.amount().currency());
  }

  private static AccountKey account(Party party, UUID owner, String currency) {
    return switch (party) {
      case CUSTOMER -> new AccountKey(AccountKind.CUSTOMER, owner, currency);
      case RESTAURANT -> new AccountKey(AccountKind.RESTAURANT, owner, currency);
      case DRIVER -> new AccountKey(AccountKind.DRIVER, owner, currency);
      case PLATFORM -> AccountKey.platform(AccountKind.ADJUSTMENT, currency);
      case COMMISSION -> AccountKey.platform(AccountKind.COMMISSION, currency);
      case DELIVERY_FEE -> AccountKey.platform(AccountKind.DELIVERY_FEE, currency);
      case TAX -> AccountKey.platform(AccountKind.TAX, currency);
    };
  }

  private static List<Transfer> transfers(AdjustFunds command) {
    List<Transfer> transfers = new ArrayList<>();
    for (Movement each : command.movements()) {
      transfers.add(
          Transfer.posted(
              TransferIds.adjustment(command.adjustmentId(), transfers.size()),
              from(each),
              to(each),
              each.amount(),
              each.to() == Party.CUSTOMER ? Purpose.REFUND : Purpose.COMPENSATION,
              command.orderId()));
    }
    return transfers;
  }

  private static TransferId afterLast(AdjustFunds command) {
    return TransferIds.adjustment(command.adjustmentId(), command.movements().size());
  }

  private static Optional<RefusalCode> tooMuch(Ledger ledger, List<Transfer> transfers) {
    long refund = sum(transfers, Purpose.REFUND);
    if (refund == 0) {
      return Optional.empty();
    }
    String currency = transfers.getFirst().amount().currency();
    List<Transfer> before =
        ledger
            .ofOrder(transfers.getFirst().orderId())
            .filter(each -> each.amount().currency().equals(currency))
            .toList();
    long captured = sum(before, Purpose.CAPTURE);
    if (captured == 0) {
      return Optional.of(RefusalCode.NOT_CAPTURED);
    }
    return sum(before, Purpose.REFUND) + refund > captured
        ? Optional.of(RefusalCode.EXCEEDS_CAPTURED)
        : Optional.empty();
  }

  private static long sum(List<Transfer> transfers, Purpose purpose) {
    return transfers.stream()
        .filter(each -> each.purpose() == purpose)
        .mapToLong(each -> each.amount().amountMinor())
        .sum();
  }

  private Message refused(AdjustFunds command, RefusalCode code) {
    return new AdjustmentRefused(
        command.orderId(), command.adjustmentId(), code.name(), clock.instant());
  }
}
