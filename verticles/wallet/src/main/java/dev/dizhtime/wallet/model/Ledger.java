package dev.dizhtime.wallet.model;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
  private static final Outcome POSTED = new Outcome.Posted();

  private final Map<AccountId, Account> accounts;
  private final Map<AccountId, Account> before = new HashMap<>();
  private final Map<TransferId, Transfer> transfers = new HashMap<>();
  private final Set<TransferId> resolved = new HashSet<>();
  private final Set<TransferId> barred = new HashSet<>();
  private final Set<TransferId> newlyBarred = new LinkedHashSet<>();
  private final List<Transfer> taken = new ArrayList<>();

  /** The accounts asked for, and the transfers found, those that resolve them included. */
  public Ledger(Collection<Account> accounts, Collection<Transfer> transfers) {
    this(byId(accounts), transfers, Set.of());
  }

  /**
   * The same, where some ids can't be used any more.
   *
   * @param accounts by their ids
   * @param barred ids that were given up before a transfer took them
   */
  public Ledger(
      Map<AccountId, Account> accounts,
      Collection<Transfer> transfers,
      Collection<TransferId> barred) {
    this.accounts = new HashMap<>(accounts);
    transfers.forEach(this::remember);
    this.barred.addAll(barred);
  }

  private static Map<AccountId, Account> byId(Collection<Account> accounts) {
    Map<AccountId, Account> byId = new HashMap<>();
    accounts.forEach(each -> byId.put(each.key().id(), each));
    return byId;
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
  public Taken taken() {
    List<Account> opened = new ArrayList<>();
    Map<AccountId, Taken.Change> changes = HashMap.newHashMap(before.size());
    before.forEach(
        (id, was) -> {
          Account is = accounts.get(id);
          if (is != was) {
            changes.put(
                id, new Taken.Change(is.key().currency(), is.balance().since(was.balance())));
            if (!was.opened()) {
              opened.add(was);
            }
          }
        });
    return new Taken(List.copyOf(taken), opened, changes);
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
      Refusal refusal = attempt.take(linked.get(i));
      if (refusal != null) {
        attempt.undo();
        return new Outcome.Refused(refusal, i);
      }
    }
    return POSTED;
  }

  /**
   * Linked transfers on trial. Each counts at once, for those after it; when one can't be, all are
   * undone. So what is taken, which is nearly all, costs no second book. A refusal of null is none.
   */
  private final class Attempt {
    private final int takenBefore = taken.size();
    private final List<AccountId> touched = new ArrayList<>(2);
    private final List<Account> were = new ArrayList<>(2);

    Refusal take(Transfer transfer) {
      if (barred.contains(transfer.id())) {
        return Refusal.BARRED;
      }
      if (transfers.containsKey(transfer.id())) {
        return Refusal.CONFLICT;
      }
      boolean resolves = transfer.kind().resolves();
      Transfer pending = resolves ? transfers.get(transfer.pendingId()) : transfer;
      Refusal refusal = resolves ? settle(transfer, pending) : null;
      if (refusal == null) {
        refusal = move(transfer, pending.amount().amountMinor());
      }
      if (refusal == null) {
        remember(transfer);
        taken.add(transfer);
      }
      return refusal;
    }

    void undo() {
      for (int i = touched.size() - 1; i >= 0; i--) {
        accounts.put(touched.get(i), were.get(i));
      }
      while (taken.size() > takenBefore) {
        Transfer undone = taken.removeLast();
        transfers.remove(undone.id());
        if (undone.pendingId() != null) {
          resolved.remove(undone.pendingId());
        }
      }
    }

    private Refusal settle(Transfer transfer, Transfer pending) {
      if (pending == null || !fits(transfer, pending)) {
        return Refusal.NOT_PENDING;
      }
      if (resolved.contains(pending.id())) {
        return Refusal.ALREADY_RESOLVED;
      }
      long rest = pending.amount().amountMinor() - transfer.amount().amountMinor();
      if (rest < 0) {
        return Refusal.EXCEEDS_PENDING;
      }
      // Only what is posted may be a part: the other kinds let go of all.
      return rest > 0 && transfer.kind() != TransferKind.POST_PENDING ? Refusal.NOT_PENDING : null;
    }

    private boolean fits(Transfer transfer, Transfer pending) {
      return pending.kind() == TransferKind.PENDING
          && pending.debit().equals(transfer.debit())
          && pending.credit().equals(transfer.credit())
          && pending.amount().currency().equals(transfer.amount().currency());
    }

    private Refusal move(Transfer transfer, long held) {
      long amount = transfer.amount().amountMinor();
      try {
        Refusal refusal =
            change(transfer.debit(), transfer, Balance.debit(transfer.kind(), amount, held));
        if (refusal == null) {
          refusal =
              change(transfer.credit(), transfer, Balance.credit(transfer.kind(), amount, held));
        }
        if (refusal != null) {
          return refusal;
        }
        return accounts.get(transfer.debit()).belowFloor() ? Refusal.INSUFFICIENT_FUNDS : null;
      } catch (ArithmeticException _) {
        return Refusal.OVERFLOW;
      }
    }

    private Refusal change(AccountId id, Transfer transfer, Balance by) {
      Account account = accounts.get(id);
      if (account == null) {
        return Refusal.UNKNOWN_ACCOUNT;
      }
      if (!account.key().currency().equals(transfer.amount().currency())) {
        return Refusal.CURRENCY_MISMATCH;
      }
      Account after = account.plus(by);
      before.putIfAbsent(id, account);
      touched.add(id);
      were.add(account);
      accounts.put(id, after);
      return null;
    }
  }
}
