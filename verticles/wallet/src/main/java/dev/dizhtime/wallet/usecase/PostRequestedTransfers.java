package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.PostTransfers;
import dev.dizhtime.contracts.wallet.TransferRequest;
import dev.dizhtime.contracts.wallet.TransfersPosted;
import dev.dizhtime.contracts.wallet.TransfersRefused;
import dev.dizhtime.wallet.model.AccountId;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Refusal;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.model.TransferKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes linked transfers as they are asked for: all or none. */
final class PostRequestedTransfers implements LedgerCommand<PostTransfers> {
  /** Linked transfers at most. */
  static final int MAX_LINKED = 100;

  private final Clock clock;

  PostRequestedTransfers(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void extent(PostTransfers command, Extent extent) {
    if (command.linked().isEmpty() || command.linked().size() > MAX_LINKED) {
      return;
    }
    for (TransferRequest each : command.linked()) {
      if (!valid(each)) {
        break;
      }
      extent.transfers().add(each.id());
      if (each.pendingId() != null) {
        extent.pendings().add(each.pendingId());
      } else {
        extent.accountIds().add(new AccountId(each.debitAccountId()));
        extent.accountIds().add(new AccountId(each.creditAccountId()));
      }
    }
  }

  /** Says {@link TransfersPosted} or {@link TransfersRefused}. */
  @Override
  public Message answer(Ledger ledger, PostTransfers command) {
    List<TransferRequest> linked = command.linked();
    if (linked.isEmpty() || linked.size() > MAX_LINKED) {
      return refused(command, linked.isEmpty() ? 0 : MAX_LINKED, "INVALID");
    }
    List<Transfer> transfers = new ArrayList<>(linked.size());
    Map<TransferId, Transfer> earlier = new HashMap<>();
    for (TransferRequest each : linked) {
      if (!valid(each)) {
        return refused(command, transfers.size(), "INVALID");
      }
      Transfer pending =
          each.pendingId() == null
              ? null
              : ledger.find(each.pendingId()).orElse(earlier.get(each.pendingId()));
      if (each.pendingId() != null && pending == null) {
        return refused(command, transfers.size(), Refusal.NOT_PENDING.name());
      }
      Transfer transfer = transfer(each, pending);
      transfers.add(transfer);
      earlier.put(transfer.id(), transfer);
    }
    return switch (ledger.post(transfers)) {
      case Outcome.Posted _, Outcome.AlreadyPosted _ ->
          new TransfersPosted(command.commandId(), clock.instant());
      case Outcome.Refused(Refusal reason, int index) -> refused(command, index, code(reason));
    };
  }

  private boolean valid(TransferRequest each) {
    if (each == null || each.id() == null || each.kind() == null) {
      return false;
    }
    boolean positive = each.amount() != null && each.amount().amountMinor() > 0;
    boolean accounts =
        each.debitAccountId() != null
            && each.creditAccountId() != null
            && !each.debitAccountId().equals(each.creditAccountId());
    boolean noAccounts = each.debitAccountId() == null && each.creditAccountId() == null;
    return switch (each.kind()) {
      case POSTED -> accounts && positive && each.pendingId() == null && each.expiresAt() == null;
      case PENDING ->
          accounts
              && positive
              && each.pendingId() == null
              && Expiries.valid(each.expiresAt(), clock);
      case POST_PENDING ->
          noAccounts
              && each.pendingId() != null
              && each.expiresAt() == null
              && (each.amount() == null || positive);
      case VOID_PENDING ->
          noAccounts
              && each.pendingId() != null
              && each.expiresAt() == null
              && each.amount() == null;
    };
  }

  private static Transfer transfer(TransferRequest each, Transfer pending) {
    TransferKind kind = TransferKind.valueOf(each.kind().name());
    if (pending != null) {
      Money taken = each.amount() == null ? pending.amount() : each.amount();
      return pending.resolvedBy(each.id(), kind, taken, Purpose.TRANSFER);
    }
    return new Transfer(
        each.id(),
        kind,
        new AccountId(each.debitAccountId()),
        new AccountId(each.creditAccountId()),
        each.amount(),
        Purpose.TRANSFER,
        null,
        null,
        each.expiresAt());
  }

  private static String code(Refusal reason) {
    return switch (reason) {
      case BARRED -> Refusal.CONFLICT.name();
      case OVERFLOW -> "INVALID";
      default -> reason.name();
    };
  }

  private Message refused(PostTransfers command, int index, String reason) {
    return new TransfersRefused(command.commandId(), index, reason, clock.instant());
  }
}
