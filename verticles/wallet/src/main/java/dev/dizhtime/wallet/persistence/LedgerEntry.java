package dev.dizhtime.wallet.persistence;

import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.ChainHead;
import dev.dizhtime.wallet.model.Taken;
import dev.dizhtime.wallet.model.Transfer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * One writing of transfers, set by set: opened accounts, the transfers with the chain's new head,
 * deadlines of holds, and right before the commit the balances, so that accounts which everyone
 * uses are locked for no longer than the commit takes. Nothing is waited for: the transaction fails
 * with what the database refuses.
 */
record LedgerEntry(Tx tx, Taken taken) {
  /** Writes it; returns the chain's new head. */
  ChainHead write(ChainHead head, Instant at) {
    openAccounts();
    ChainHead moved = insertTransfers(head, at.truncatedTo(ChronoUnit.MICROS));
    insertDeadlines();
    changeBalances();
    return moved;
  }

  /** Another transaction may open the same account; the balances are added up either way. */
  private void openAccounts() {
    List<Account> opened =
        taken.opened().stream()
            .sorted(Comparator.comparing(each -> each.key().id().value(), BalanceColumns.IN_ORDER))
            .toList();
    if (opened.isEmpty()) {
      return;
    }
    tx.submit(
        """
        INSERT INTO account (id, kind, owner_id, currency, floor_minor)
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::bigint[])
        ON CONFLICT (id) DO NOTHING
        """,
        opened.stream().map(each -> each.key().id().value()).toArray(UUID[]::new),
        opened.stream().map(each -> each.key().kind().name()).toArray(String[]::new),
        opened.stream().map(each -> each.key().ownerId()).toArray(UUID[]::new),
        opened.stream().map(each -> each.key().currency()).toArray(String[]::new),
        opened.stream().map(LedgerEntry::floor).toArray(Long[]::new));
  }

  private static Long floor(Account account) {
    return account.floorMinor().isPresent() ? account.floorMinor().getAsLong() : null;
  }

  /** Links the transfers to the chain and moves its head, in one statement. */
  private ChainHead insertTransfers(ChainHead before, Instant at) {
    ChainHead head = before;
    var columns = new TransferColumns(taken.transfers().size());
    for (Transfer transfer : taken.transfers()) {
      head = head.append(transfer, at);
      columns.add(transfer, head);
    }
    tx.submit(
        """
        WITH moved AS (UPDATE chain SET sequence = $2, hash = $3 WHERE shard = $1)
        INSERT INTO transfer (id, kind, debit_account, credit_account, amount, currency, purpose,
                              order_id, pending_id, expires_at, shard, sequence, hash, at)
        SELECT id, kind, debit_account, credit_account, amount, currency, purpose,
               order_id, pending_id, expires_at, $1, sequence, hash, $4
        FROM unnest($5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::bigint[], $10::text[],
                    $11::text[], $12::uuid[], $13::uuid[], $14::timestamptz[], $15::bigint[],
                    $16::text[])
          AS t (id, kind, debit_account, credit_account, amount, currency, purpose,
                order_id, pending_id, expires_at, sequence, hash)
        """,
        columns.arguments(head, at));
    return head;
  }

  private void insertDeadlines() {
    List<Transfer> lapsing =
        taken.transfers().stream().filter(each -> each.expiresAt() != null).toList();
    if (!lapsing.isEmpty()) {
      tx.submit(
          """
          INSERT INTO hold_deadline (transfer_id, expires_at)
          SELECT * FROM unnest($1::uuid[], $2::timestamptz[])
          """,
          lapsing.stream().map(each -> each.id().value()).toArray(UUID[]::new),
          lapsing.stream()
              .map(Transfer::expiresAt)
              .map(TransferColumns::utc)
              .toArray(OffsetDateTime[]::new));
    }
  }

  private void changeBalances() {
    var changes = new BalanceColumns(taken.changes());
    tx.submitLast(
        """
        WITH changed AS (
          UPDATE account SET
            debits_posted = account.debits_posted + change.debits_posted,
            credits_posted = account.credits_posted + change.credits_posted,
            debits_pending = account.debits_pending + change.debits_pending,
            credits_pending = account.credits_pending + change.credits_pending
          FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[],
                      $6::bigint[])
            AS change (id, currency, debits_posted, credits_posted, debits_pending,
                       credits_pending)
          WHERE account.id = change.id AND account.currency = change.currency
          RETURNING account.id
        )
        SELECT all_accounts_were_there(count(*), cardinality($1)) FROM changed
        """,
        changes.arguments());
  }
}
