package dev.dizhtime.wallet.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.ChainedTransfer;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.model.TransferKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is answered, as JSON. */
final class Views {
  private Views() {}

  record WalletView(UserId userId, List<AccountView> accounts) {
    static WalletView of(UserId user, List<Account> accounts) {
      return new WalletView(user, accounts.stream().map(AccountView::of).toList());
    }
  }

  /**
   * An account.
   *
   * @param postedMinor what is there, holds not counted
   * @param pendingMinor what is held of it
   * @param availableMinor what may be spent
   */
  record AccountView(
      UUID accountId,
      AccountKind kind,
      String currency,
      long postedMinor,
      long pendingMinor,
      long availableMinor) {
    static AccountView of(Account account) {
      return new AccountView(
          account.key().id().value(),
          account.key().kind(),
          account.key().currency(),
          account.balance().postedMinor(),
          account.balance().debitsPending(),
          account.balance().availableMinor());
    }
  }

  /** A transfer as it looks from one of the caller's accounts. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StatementLine(
      TransferId transferId,
      UUID accountId,
      Direction direction,
      TransferKind kind,
      Purpose purpose,
      Money amount,
      OrderId orderId,
      TransferId pendingId,
      Instant at) {
    enum Direction {
      DEBIT,
      CREDIT
    }

    static StatementLine of(ChainedTransfer written, Set<UUID> own) {
      Transfer transfer = written.transfer();
      boolean debit = own.contains(transfer.debit().value());
      return new StatementLine(
          transfer.id(),
          (debit ? transfer.debit() : transfer.credit()).value(),
          debit ? Direction.DEBIT : Direction.CREDIT,
          transfer.kind(),
          transfer.purpose(),
          transfer.amount(),
          transfer.orderId(),
          transfer.pendingId(),
          written.at());
    }
  }

  static Set<UUID> ids(List<Account> accounts) {
    return accounts.stream().map(each -> each.key().id().value()).collect(Collectors.toSet());
  }

  /** A page of a statement; without a cursor it is the last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Statement(List<StatementLine> items, String nextCursor) {}

  /** A transfer as it is in the books. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LedgerEntry(
      TransferId transferId,
      TransferKind kind,
      Purpose purpose,
      UUID debitAccountId,
      UUID creditAccountId,
      Money amount,
      TransferId pendingId,
      int shard,
      long sequence,
      String hash,
      Instant at) {
    static LedgerEntry of(ChainedTransfer written) {
      Transfer transfer = written.transfer();
      return new LedgerEntry(
          transfer.id(),
          transfer.kind(),
          transfer.purpose(),
          transfer.debit().value(),
          transfer.credit().value(),
          transfer.amount(),
          transfer.pendingId(),
          written.head().shard(),
          written.head().sequence(),
          written.head().hash(),
          written.at());
    }
  }

  record OrderTransfers(OrderId orderId, List<LedgerEntry> transfers) {}
}
