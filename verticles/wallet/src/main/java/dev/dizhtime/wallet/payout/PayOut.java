package dev.dizhtime.wallet.payout;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.PayoutPaid;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.model.AccountId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Balance;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.usecase.Books;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Pays out what some payees had at the end of a period: what came in before, less all that went out
 * to this day. Who has nothing, or less, is paid nothing; that is carried over.
 */
final class PayOut {
  private final Clock clock;

  PayOut(Clock clock) {
    this.clock = clock;
  }

  /** Pays them, in this transaction; returns how many were paid. */
  int pay(Tx tx, Books books, PayoutRun run, List<Payee> payees) {
    Set<AccountKey> accounts = new HashSet<>();
    for (Payee payee : payees) {
      accounts.addAll(payee.accounts());
      accounts.add(clearing(payee));
    }
    Ledger ledger = books.open(accounts, List.of());
    Since sinceFrom = Since.read(tx, accounts, run.from());
    Since sinceTo = Since.read(tx, accounts, run.to());
    int paid = 0;
    for (Payee payee : payees) {
      if (pay(tx, ledger, run, payee, sinceFrom, sinceTo)) {
        paid++;
      }
    }
    books.write(ledger);
    return paid;
  }

  private boolean pay(
      Tx tx, Ledger ledger, PayoutRun run, Payee payee, Since sinceFrom, Since sinceTo) {
    UUID id = id(run, payee);
    long due = 0;
    long opening = 0;
    long closing = 0;
    for (AccountKey key : payee.accounts()) {
      long posted = ledger.account(key.id()).balance().postedMinor();
      due += payable(ledger, key, sinceTo);
      opening += sinceFrom.before(key.id(), posted);
      closing += sinceTo.before(key.id(), posted);
    }
    if (due <= 0 || !store(tx, run, payee, id, opening, closing, due)) {
      return false;
    }
    List<Transfer> linked = new ArrayList<>();
    long left = due;
    for (AccountKey key : payee.accounts()) {
      long share = Math.min(left, payable(ledger, key, sinceTo));
      if (share > 0) {
        linked.add(transfer(id, key, clearing(payee), share));
        left -= share;
      }
    }
    if (!(ledger.post(linked) instanceof Outcome.Posted)) {
      throw new IllegalStateException("payout " + id + " can't be posted");
    }
    tx.send(
        new PayoutPaid(
            id,
            payee.party(),
            payee.ownerId(),
            new Money(due, payee.currency()),
            run.from(),
            run.to(),
            clock.instant()));
    return true;
  }

  private static long payable(Ledger ledger, AccountKey key, Since sinceTo) {
    Balance balance = ledger.account(key.id()).balance();
    return balance.availableMinor() - sinceTo.credits(key.id());
  }

  /** False when the payee was paid for this period before. */
  private boolean store(
      Tx tx, PayoutRun run, Payee payee, UUID id, long opening, long closing, long amount) {
    Instant now = clock.instant();
    return tx.update(
            """
            INSERT INTO payout (id, run_id, payee, owner_id, currency, from_at, to_at, opening,
                                closing, amount, paid_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING
            """,
            id,
            run.id(),
            payee.party(),
            payee.ownerId(),
            payee.currency(),
            run.from(),
            run.to(),
            opening,
            closing,
            amount,
            now)
        > 0;
  }

  private static Transfer transfer(UUID payout, AccountKey from, AccountKey to, long amount) {
    return Transfer.posted(
        new TransferId(named("transfer|" + payout + "|payout|" + from.kind())),
        from,
        to,
        new Money(amount, from.currency()),
        Purpose.PAYOUT,
        null);
  }

  private static AccountKey clearing(Payee payee) {
    return AccountKey.platform(AccountKind.PAYOUT_CLEARING, payee.currency());
  }

  private static UUID id(PayoutRun run, Payee payee) {
    return named(
        String.join(
            "|",
            "payout",
            payee.party().name(),
            payee.ownerId().toString(),
            payee.currency(),
            run.from().toString(),
            run.to().toString()));
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** What has moved since an instant, by account. */
  private record Since(
      java.util.Map<UUID, Long> debits, java.util.Map<UUID, Long> creditsByAccount) {
    static Since read(Tx tx, Set<AccountKey> keys, Instant since) {
      UUID[] ids =
          keys.stream()
              .filter(key -> key.kind() != AccountKind.PAYOUT_CLEARING)
              .map(key -> key.id().value())
              .toArray(UUID[]::new);
      return new Since(
          sums(tx, "debit_account", ids, since), sums(tx, "credit_account", ids, since));
    }

    private static java.util.Map<UUID, Long> sums(Tx tx, String side, UUID[] ids, Instant since) {
      java.util.Map<UUID, Long> sums = new java.util.HashMap<>();
      tx.execute(
              "SELECT SIDE AS id, sum(amount)::bigint AS sum FROM transfer WHERE SIDE = ANY ($1) AND at >= $2 AND kind IN ('POSTED', 'POST_PENDING') GROUP BY 1"
                  .replace("SIDE", side),
              ids,
              since)
          .forEach(row -> sums.put(row.getUUID("id"), row.getLong("sum")));
      return sums;
    }

    long credits(AccountId id) {
      return creditsByAccount.getOrDefault(id.value(), 0L);
    }

    /** What was there before, when so much is there now. */
    long before(AccountId id, long now) {
      return now - credits(id) + debits.getOrDefault(id.value(), 0L);
    }
  }
}
