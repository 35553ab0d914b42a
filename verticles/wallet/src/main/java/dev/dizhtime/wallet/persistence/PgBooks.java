package dev.dizhtime.wallet.persistence;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.AccountId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.Balance;
import dev.dizhtime.wallet.model.ChainHead;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Outcome;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.usecase.Books;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The ledger in a PostgreSQL transaction. The chain's head row is locked first, so writers come one
 * after another and never meet at the accounts; what makes that fast is that a batch of commands is
 * one transaction.
 */
public final class PgBooks implements Books {
  private static final int SHARD = 0;

  private final Tx tx;
  private final Clock clock;
  private ChainHead head;

  /** The ledger in this transaction; whoever writes to it has opened it here before. */
  public PgBooks(Tx tx, Clock clock) {
    this.tx = tx;
    this.clock = clock;
  }

  @Override
  public Ledger open(Collection<AccountKey> accounts, Collection<TransferId> transfers) {
    // A statement of its own: what is read next must be seen as of after the lock.
    head = lockHead();
    List<Transfer> found = transfers(transfers);
    return new Ledger(accounts(accounts, found), found);
  }

  private ChainHead lockHead() {
    return tx.first("SELECT shard, sequence, hash FROM chain WHERE shard = $1 FOR UPDATE", SHARD)
        .map(TransferRows::head)
        .orElseThrow();
  }

  private List<Transfer> transfers(Collection<TransferId> wanted) {
    UUID[] ids = wanted.stream().map(TransferId::value).toArray(UUID[]::new);
    List<Transfer> found = new ArrayList<>();
    for (Row row :
        tx.execute(
            "SELECT "
                + TransferRows.TRANSFER_COLUMNS
                + " FROM transfer WHERE id = ANY ($1) OR pending_id = ANY ($1)",
            (Object) ids)) {
      found.add(TransferRows.transfer(row).transfer());
    }
    return found;
  }

  private Collection<Account> accounts(Collection<AccountKey> wanted, List<Transfer> transfers) {
    Set<UUID> ids = new LinkedHashSet<>();
    wanted.forEach(key -> ids.add(key.id().value()));
    for (Transfer each : transfers) {
      ids.add(each.debit().value());
      ids.add(each.credit().value());
    }
    Map<AccountId, Account> accounts = new HashMap<>();
    wanted.forEach(key -> accounts.put(key.id(), Account.unopened(key)));
    if (!ids.isEmpty()) {
      for (Row row :
          tx.execute(
              "SELECT "
                  + TransferRows.ACCOUNT_COLUMNS
                  + " FROM account WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE",
              (Object) ids.toArray(UUID[]::new))) {
        accounts.put(new AccountId(row.getUUID("id")), TransferRows.account(row));
      }
    }
    return accounts.values();
  }

  @Override
  public void write(Outcome.Posted posted) {
    openAccounts(posted.opened());
    insertTransfers(posted.transfers());
    changeBalances(posted.changes());
  }

  private void openAccounts(List<AccountKey> keys) {
    tx.executeBatch(
        """
        INSERT INTO account (id, kind, owner_id, currency, floor_minor)
        VALUES ($1, $2, $3, $4, $5)
        """,
        keys.stream()
            .map(
                key ->
                    Tuple.of(
                        key.id().value(),
                        key.kind().name(),
                        key.ownerId(),
                        key.currency(),
                        key.kind().floorMinor().isPresent()
                            ? key.kind().floorMinor().getAsLong()
                            : null))
            .toList());
  }

  /** Links the transfers to the chain and moves its head, in one statement. */
  private void insertTransfers(List<Transfer> transfers) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var columns = new TransferColumns(transfers.size());
    for (Transfer transfer : transfers) {
      head = head.append(transfer, at);
      columns.add(transfer, head);
    }
    tx.execute(
        """
        WITH moved AS (UPDATE chain SET sequence = $2, hash = $3 WHERE shard = $1)
        INSERT INTO transfer (id, kind, debit_account, credit_account, amount, currency, purpose,
                              order_id, pending_id, shard, sequence, hash, at)
        SELECT id, kind, debit_account, credit_account, amount, currency, purpose,
               order_id, pending_id, $1, sequence, hash, $4
        FROM unnest($5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::bigint[], $10::text[],
                    $11::text[], $12::uuid[], $13::uuid[], $14::bigint[], $15::text[])
          AS t (id, kind, debit_account, credit_account, amount, currency, purpose,
                order_id, pending_id, sequence, hash)
        """,
        columns.arguments(head, at));
  }

  private void changeBalances(Map<AccountId, Balance> changes) {
    List<Map.Entry<AccountId, Balance>> entries = List.copyOf(changes.entrySet());
    tx.execute(
        """
        UPDATE account SET
          debits_posted = account.debits_posted + change.debits_posted,
          credits_posted = account.credits_posted + change.credits_posted,
          debits_pending = account.debits_pending + change.debits_pending,
          credits_pending = account.credits_pending + change.credits_pending
        FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
          AS change (id, debits_posted, credits_posted, debits_pending, credits_pending)
        WHERE account.id = change.id
        """,
        entries.stream().map(each -> each.getKey().value()).toArray(UUID[]::new),
        entries.stream().map(each -> each.getValue().debitsPosted()).toArray(Long[]::new),
        entries.stream().map(each -> each.getValue().creditsPosted()).toArray(Long[]::new),
        entries.stream().map(each -> each.getValue().debitsPending()).toArray(Long[]::new),
        entries.stream().map(each -> each.getValue().creditsPending()).toArray(Long[]::new));
  }
}
