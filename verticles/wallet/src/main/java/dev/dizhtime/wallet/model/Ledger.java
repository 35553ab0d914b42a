package dev.dizhtime.wallet.model;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of the ledger that some transfers concern, as one transaction sees it, and the rules
 * that they must keep. Changes nothing outside itself.
 */
public final class Ledger {
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private final Map<TransferId, Transfer> transfers = new HashMap<>();
  private final Set<TransferId> resolved = new HashSet<>();
  private final Set<TransferId> barred = new HashSet<>();
  private final Set<TransferId> newlyBarred = new LinkedHashSet<>();
  private final List<Outcome.Posted> taken = new ArrayList<>();

  /** The accounts asked for, and the transfers found, those that resolve them included. */
  public Ledger(Collection<Account> accounts, Collection<Transfer> transfers) {
    this(accounts, transfers, Set.of());
  }

  /**
   * The same, where some ids can't be used any more.
   *
   * @param barred ids that were given up before a transfer took them
   */
  public Ledger(
      Collection<Account> accounts, Collection<Transfer> transfers, Collection<TransferId> barred) {
    accounts.forEach(each -> this.accounts.put(each.key().id(), each));
    transfers.forEach(this::remember);
    this.barred.addAll(barred);
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

  /** The transfers of an order, as far as they were asked for. */
  public Stream<Transfer> ofOrder(OrderId order) {
    return transfers.values().stream().filter(each -> order.equals(each.orderId()));
  }

  /** Whether the pending transfer was posted, voided or expired. */
  public boolean resolved(TransferId pending) {
    return resolved.contains(pending);
  }

  /** Gives up an id: no transfer takes it from now on. */
  public void bar(TransferId id) {
    if (barred.add(id)) {
      newlyBarred.add(id);
    }
  }

  /** The ids that were given up since it was opened. */
  public Set<TransferId> newlyBarred() {
    return newlyBarred;
  }

  /** All that was taken since it was opened, as one. */
  public Outcome.Posted taken() {
    return Outcome.Posted.together(taken);
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

  /** Takes linked transfers: all, one after another, or none. */
  public Outcome post(List<Transfer> linked) {
    int same = 0;
    for (int i = 0; i < linked.size(); i++) {
      Transfer known = transfers.get(linked.get(i).id());
      if (known != null && !known.equals(linked.get(i))) {
        return new Outcome.Refused(Refusal.CONFLICT, i);
      }
      same += known == null ? 0 : 1;
    }
    if (same > 0) {
      // Some but not all were written: as a whole it is something else than was asked for before.
      return same == linked.size()
          ? new Outcome.AlreadyPosted()
          : new Outcome.Refused(Refusal.CONFLICT, 0);
    }
    var attempt = new Attempt();
    for (int i = 0; i < linked.size(); i++) {
      Optional<Refusal> refusal = attempt.take(linked.get(i));
      if (refusal.isPresent()) {
        return new Outcome.Refused(refusal.get(), i);
      }
    }
    attempt.after.forEach(accounts::put);
    linked.forEach(this::remember);
    var posted =
        new Outcome.Posted(List.copyOf(linked), attempt.opened, Map.copyOf(attempt.changes));
    taken.add(posted);
    return posted;
  }

  /** Linked transfers on trial: nothing of it counts until all have passed. */
  private final class Attempt {
    private final Map<AccountId, Account> after = new LinkedHashMap<>();
    private final Map<AccountId, Balance> changes = new LinkedHashMap<>();
    private final List<Account> opened = new ArrayList<>();
    private final Map<TransferId, Transfer> taken = new HashMap<>();
    private final Set<TransferId> settled = new HashSet<>();

    Optional<Refusal> take(Transfer transfer) {
      if (barred.contains(transfer.id())) {
        return Optional.of(Refusal.BARRED);
      }
      if (taken.putIfAbsent(transfer.id(), transfer) != null) {
        return Optional.of(Refusal.CONFLICT);
      }
      Transfer pending = transfer.kind().resolves() ? pendingOf(transfer) : transfer;
      Optional<Refusal> unsettled =
          transfer.kind().resolves() ? settle(transfer, pending) : Optional.empty();
      return unsettled.isPresent() ? unsettled : move(transfer, pending.amount().amountMinor());
    }

    private Transfer pendingOf(Transfer transfer) {
      Transfer known = transfers.get(transfer.pendingId());
      return known == null ? taken.get(transfer.pendingId()) : known;
    }

    private Optional<Refusal> settle(Transfer transfer, Transfer pending) {
      if (pending == null || !fits(transfer, pending)) {
        return Optional.of(Refusal.NOT_PENDING);
      }
      if (resolved.contains(pending.id()) || !settled.add(pending.id())) {
        return Optional.of(Refusal.ALREADY_RESOLVED);
      }
      long rest = pending.amount().amountMinor() - transfer.amount().amountMinor();
      if (rest < 0) {
        return Optional.of(Refusal.EXCEEDS_PENDING);
      }
      // Only what is posted may be a part: the other kinds let go of all.
      return rest > 0 && transfer.kind() != TransferKind.POST_PENDING
          ? Optional.of(Refusal.NOT_PENDING)
          : Optional.empty();
    }

    private boolean fits(Transfer transfer, Transfer pending) {
      return pending.kind() == TransferKind.PENDING
          && pending.debit().equals(transfer.debit())
          && pending.credit().equals(transfer.credit())
          && pending.amount().currency().equals(transfer.amount().currency());
    }

    private Optional<Refusal> move(Transfer transfer, long held) {
      long amount = transfer.amount().amountMinor();
      try {
        Optional<Refusal> refusal =
            change(transfer.debit(), transfer, Balance.debit(transfer.kind(), amount, held));
        if (refusal.isEmpty()) {
          refusal =
              change(transfer.credit(), transfer, Balance.credit(transfer.kind(), amount, held));
        }
        if (refusal.isPresent()) {
          return refusal;
        }
        boolean overdrawn = after.get(transfer.debit()).belowFloor();
        return overdrawn ? Optional.of(Refusal.INSUFFICIENT_FUNDS) : Optional.empty();
      } catch (ArithmeticException _) {
        return Optional.of(Refusal.OVERFLOW);
      }
    }

    private Optional<Refusal> change(AccountId id, Transfer transfer, Balance by) {
      Account account = after.getOrDefault(id, accounts.get(id));
      if (account == null) {
        return Optional.of(Refusal.UNKNOWN_ACCOUNT);
      }
      if (!account.key().currency().equals(transfer.amount().currency())) {
        return Optional.of(Refusal.CURRENCY_MISMATCH);
      }
      if (!account.opened()) {
        opened.add(account);
      }
      after.put(id, account.plus(by));
      changes.merge(id, by, Balance::plus);
      return Optional.empty();
    }
  }
}
