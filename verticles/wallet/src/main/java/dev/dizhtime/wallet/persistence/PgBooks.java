package dev.dizhtime.wallet.persistence;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.runtime.postgres.MetAnotherException;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.AccountId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.ChainHead;
import dev.dizhtime.wallet.model.Floors;
import dev.dizhtime.wallet.model.Ledger;
import dev.dizhtime.wallet.model.Taken;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.usecase.Books;
import dev.dizhtime.wallet.usecase.Extent;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The ledger in a PostgreSQL transaction. Each writer takes a chain of hashes that is free and has
 * it to itself until it commits; accounts are locked, or only looked at, in the order of their ids.
 *
 * <p>What the database itself judges, however a writer came to believe it: an id is written once, a
 * hold is resolved once, no account goes below its floor, and every account of a transfer is there.
 * A writer whose belief was out of date gets a {@link MetAnotherException}, with which the
 * transaction is done again.
 */
public final class PgBooks implements Books {
  private static final int ORDER_LOCK = 0x4f524452; // "ORDR"
  private static final String INTEGRITY_VIOLATION = "23";

  private final Tx tx;
  private final Clock clock;
  private final Floors floors;
  private ChainHead head;

  /** The ledger in this transaction; whoever writes to it has opened it here before. */
  public PgBooks(Tx tx, Clock clock) {
    this(tx, clock, Floors.DEFAULT);
  }

  /** The same, with these floors for accounts that are opened. */
  public PgBooks(Tx tx, Clock clock, Floors floors) {
    this.tx = tx;
    this.clock = clock;
    this.floors = floors;
  }

  @Override
  public Ledger open(Extent extent) {
    // Statements of their own: what is read next must be seen as of after the locks.
    lockOrders(extent.orders());
    takeChain();
    List<Transfer> found = new ArrayList<>(found(extent.transfers(), extent.orders()));
    found.addAll(found(extent.pendings(), Set.of()));
    return new Ledger(accounts(extent, found, true), found, barred(extent.transfers()));
  }

  @Override
  public Ledger peek(Extent extent) {
    List<Transfer> found = found(extent.pendings(), extent.orders());
    return new Ledger(accounts(extent, found, false), found, Set.of());
  }

  private void lockOrders(Set<OrderId> orders) {
    if (!orders.isEmpty()) {
      Integer[] keys =
          orders.stream()
              .map(each -> each.value().hashCode())
              .distinct()
              .sorted()
              .toArray(Integer[]::new);
      tx.execute(
          "SELECT pg_advisory_xact_lock($1, key) FROM unnest($2::int[]) AS key", ORDER_LOCK, keys);
    }
  }

  /** Takes a chain that nobody has, or waits for one. */
  private void takeChain() {
    if (head == null) {
      String chain = "SELECT shard, sequence, hash FROM chain ";
      head =
          tx.first(chain + "ORDER BY shard LIMIT 1 FOR UPDATE SKIP LOCKED")
              .or(() -> tx.first(chain + "WHERE shard = 0 FOR UPDATE"))
              .map(TransferRows::head)
              .orElseThrow();
    }
  }

  private List<Transfer> found(Set<TransferId> wanted, Set<OrderId> orders) {
    List<Transfer> found = new ArrayList<>();
    if (!wanted.isEmpty() || !orders.isEmpty()) {
      String select = "SELECT " + TransferRows.TRANSFER_COLUMNS + " FROM transfer WHERE ";
      for (Row row :
          tx.execute(
              select
                  + "id = ANY ($1) UNION "
                  + select
                  + "pending_id = ANY ($1) UNION "
                  + select
                  + "order_id = ANY ($2)",
              ids(wanted.stream().map(TransferId::value)),
              ids(orders.stream().map(OrderId::value)))) {
        found.add(TransferRows.transfer(row).transfer());
      }
    }
    return found;
  }

  private List<TransferId> barred(Set<TransferId> wanted) {
    List<TransferId> barred = new ArrayList<>();
    tx.execute(
            "SELECT id FROM barred_transfer WHERE id = ANY ($1)",
            (Object) ids(wanted.stream().map(TransferId::value)))
        .forEach(row -> barred.add(new TransferId(row.getUUID("id"))));
    return barred;
  }

  private Map<AccountId, Account> accounts(Extent extent, List<Transfer> found, boolean lock) {
    Map<AccountId, Account> accounts = HashMap.newHashMap(extent.accountIds().size());
    Stream.Builder<UUID> wanted = Stream.builder();
    for (AccountKey key : extent.accounts()) {
      accounts.put(key.id(), Account.unopened(key, floors.of(key.kind())));
      wanted.add(key.id().value());
    }
    extent.accountIds().forEach(id -> wanted.add(id.value()));
    for (Transfer each : found) {
      wanted.add(each.debit().value()).add(each.credit().value());
    }
    UUID[] ids = ids(wanted.build().distinct());
    if (ids.length > 0) {
      String select =
          "SELECT " + TransferRows.ACCOUNT_COLUMNS + " FROM account WHERE id = ANY ($1)";
      for (Row row :
          tx.execute(lock ? select + " ORDER BY id FOR NO KEY UPDATE" : select, (Object) ids)) {
        accounts.put(new AccountId(row.getUUID("id")), TransferRows.account(row));
      }
    }
    return accounts;
  }

  private static UUID[] ids(Stream<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  @Override
  public void write(Ledger ledger) {
    if (!ledger.newlyBarred().isEmpty()) {
      UUID[] ids = ids(ledger.newlyBarred().stream().map(TransferId::value));
      judged(
          () ->
              tx.update(
                  "INSERT INTO barred_transfer (id) SELECT unnest($1::uuid[])", (Object) ids));
    }
    Taken taken = ledger.taken();
    if (!taken.transfers().isEmpty()) {
      takeChain();
      var entry = new LedgerEntry(tx, taken);
      head = judged(() -> entry.write(head, clock.instant()));
    }
  }

  /** What the database refuses was believed on what has changed meanwhile. */
  private static <T> T judged(Supplier<T> write) {
    try {
      return write.get();
    } catch (PgException e) {
      if (String.valueOf(e.getSqlState()).startsWith(INTEGRITY_VIOLATION)) {
        throw new MetAnotherException(e.getMessage(), e);
      }
      throw e;
    }
  }
}
