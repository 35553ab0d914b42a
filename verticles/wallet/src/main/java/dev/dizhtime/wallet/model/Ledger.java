package dev.dizhtime.wallet.model;

import dev.dizhtime.contracts.TransferId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the ledger that some transfers concern, as one transaction sees it, and the rules
 * that they must keep. Changes nothing outside itself.
 */
public final class Ledger {
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private final Map<TransferId, Transfer> transfers = new HashMap<>();
  private final Set<TransferId> resolved = new HashSet<>();

  /** The accounts asked for, and the transfers found, those that resolve them included. */
  public Ledger(Collection<Account> accounts, Collection<Transfer> transfers) {
    accounts.forEach(each -> this.accounts.put(each.key().id(), each));
    transfers.forEach(this::remember);
  }

  private void remember(Transfer transfer) {
    transfers.put(transfer.id(), transfer);
    if (transfer.pendingId() != null) {
      resolved.add(transfer.pendingId());
    }
  }

  /** A transfer that was written before. */
  public Optional<Transfer> find(TransferId id) {
    return Optional.ofNullable(transfers.get(id));
  }

  /**
   * An account as it stands.
   *
   * @throws IllegalArgumentException when it was not asked for
   */
  public Account account(AccountId id) {
    Account account = accounts.get(id);
    if (account == null) {
      throw new IllegalArgumentException("account " + id + " was not asked for");
    }
    return account;
  }

  /**
   * Takes linked transfers: all, one after another, or none.
   *
   * @throws IllegalArgumentException when a transfer names an account that was not asked for, or
   *     one of another currency
   */
  public Outcome post(List<Transfer> linked) {
    long known = linked.stream().filter(each -> transfers.containsKey(each.id())).count();
    if (known > 0) {
      boolean same = linked.stream().allMatch(each -> each.equals(transfers.get(each.id())));
      return same ? new Outcome.AlreadyPosted() : new Outcome.Refused(Refusal.CONFLICT);
    }
    var attempt = new Attempt();
    for (Transfer transfer : linked) {
      Optional<Refusal> refusal = attempt.take(transfer);
      if (refusal.isPresent()) {
        return new Outcome.Refused(refusal.get());
      }
    }
    attempt.after.forEach(accounts::put);
    linked.forEach(this::remember);
    return new Outcome.Posted(List.copyOf(linked), attempt.opened(), Map.copyOf(attempt.changes));
  }

  /** Linked transfers on trial: nothing of it counts until all have passed. */
  private final class Attempt {
    private final Map<AccountId, Account> after = new LinkedHashMap<>();
    private final Map<AccountId, Balance> changes = new LinkedHashMap<>();
    private final Set<TransferId> settled = new HashSet<>();

    Optional<Refusal> take(Transfer transfer) {
      if (transfer.kind().resolves()) {
        Transfer pending = transfers.get(transfer.pendingId());
        if (pending == null || !settles(transfer, pending)) {
          return Optional.of(Refusal.NOT_PENDING);
        }
        if (resolved.contains(pending.id()) || !settled.add(pending.id())) {
          return Optional.of(Refusal.ALREADY_RESOLVED);
        }
      }
      long amount = transfer.amount().amountMinor();
      change(transfer.debit(), transfer, Balance.debit(transfer.kind(), amount));
      change(transfer.credit(), transfer, Balance.credit(transfer.kind(), amount));
      boolean overdrawn = after.get(transfer.debit()).belowFloor();
      return overdrawn ? Optional.of(Refusal.INSUFFICIENT_FUNDS) : Optional.empty();
    }

    private boolean settles(Transfer transfer, Transfer pending) {
      return pending.kind() == TransferKind.PENDING
          && pending.debit().equals(transfer.debit())
          && pending.credit().equals(transfer.credit())
          && pending.amount().equals(transfer.amount());
    }

    private void change(AccountId id, Transfer transfer, Balance by) {
      Account account = after.containsKey(id) ? after.get(id) : account(id);
      if (!account.key().currency().equals(transfer.amount().currency())) {
        throw new IllegalArgumentException("account " + id + " is of another currency");
      }
      after.put(id, account.plus(by));
      changes.merge(id, by, Balance::plus);
    }

    private List<AccountKey> opened() {
      List<AccountKey> opened = new ArrayList<>();
      for (Account account : after.values()) {
        if (!account.opened()) {
          opened.add(account.key());
        }
      }
      return opened;
    }
  }
}
