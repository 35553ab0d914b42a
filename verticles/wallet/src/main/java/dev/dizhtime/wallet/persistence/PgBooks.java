package dev.dizhtime.wallet.persistence;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
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
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The ledger in a PostgreSQL transaction. Each writer takes a chain of hashes that is free and has
 * it to itself until it commits; accounts are locked, or only looked at, in the order of their ids.
 *
 * <p>What the database itself judges, however a writer came to believe it: an id is written once, a
 * hold is resolved once, no account goes below its floor, and every account of a transfer is there.
 * A writer whose belief was out of date has its transaction done again. Statements are sent
 * together wherever none needs another's answer: a batch costs three round trips.
 */
public final class PgBooks implements Books {
  private static final int ORDER_LOCK = 0x4f524452; // "ORDR"
  private static final String CHAIN = "SELECT shard, sequence, hash FROM chain ";
  private static final Future<RowSet<Row>> NOTHING = Future.succeededFuture();

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
    tx.submitKept();
    // Statements of their own: what is read next must be seen as of after the locks.
    lockOrders(extent.orders());
    takeChain(lookForChain());
    var found =
        List.of(lookFor(extent.transfers(), extent.orders()), lookFor(extent.pendings(), Set.of()));
    var barred = lookForBarred(extent.transfers());
    List<Transfer> transfers = found.stream().flatMap(PgBooks::transfers).toList();
    List<TransferId> barredIds = new ArrayList<>();
    barred.await().forEach(row -> barredIds.add(new TransferId(row.getUUID("id"))));
    return new Ledger(
        accounts(extent, lookForAccounts(extent, transfers, true)), transfers, barredIds);
  }

  @Override
  public Ledger peek(Extent extent) {
    tx.submitKept();
    List<Transfer> transfers = transfers(lookFor(extent.pendings(), extent.orders())).toList();
    var accounts = lookForAccounts(extent, transfers, false);
    takeChain(lookForChain());
    return new Ledger(accounts(extent, accounts), transfers, Set.of());
  }

  private void lockOrders(Set<OrderId> orders) {
    if (!orders.isEmpty()) {
      Integer[] keys =
          orders.stream()
              .map(each -> each.value().hashCode())
              .distinct()
              .sorted()
              .toArray(Integer[]::new);
      tx.submit(
          "SELECT pg_advisory_xact_lock($1, key) FROM unnest($2::int[]) AS key", ORDER_LOCK, keys);
    }
  }

  /** A chain that nobody has, when this transaction has none. */
  private Future<RowSet<Row>> lookForChain() {
    return head == null
        ? tx.submit(CHAIN + "ORDER BY shard LIMIT 1 FOR UPDATE SKIP LOCKED")
        : NOTHING;
  }

  /** Takes the chain that was found, or waits for one. */
  private void takeChain(Future<RowSet<Row>> free) {
    if (head == null) {
      head =
          rows(free)
              .findFirst()
              .or(() -> tx.first(CHAIN + "WHERE shard = 0 FOR UPDATE"))
              .map(TransferRows::head)
              .orElseThrow();
    }
  }

  private Future<RowSet<Row>> lookFor(Set<TransferId> wanted, Set<OrderId> orders) {
    if (wanted.isEmpty() && orders.isEmpty()) {
      return NOTHING;
    }
    String select = "SELECT " + TransferRows.TRANSFER_COLUMNS + " FROM transfer WHERE ";
    return tx.submit(
        select
            + "id = ANY ($1) UNION "
            + select
            + "pending_id = ANY ($1) UNION "
            + select
            + "order_id = ANY ($2)",
        ids(wanted.stream().map(TransferId::value)),
        ids(orders.stream().map(OrderId::value)));
  }

  private static Stream<Transfer> transfers(Future<RowSet<Row>> found) {
    return rows(found).map(row -> TransferRows.transfer(row).transfer());
  }

  private Future<RowSet<Row>> lookForBarred(Set<TransferId> wanted) {
    return tx.submit(
        "SELECT id FROM barred_transfer WHERE id = ANY ($1)",
        (Object) ids(wanted.stream().map(TransferId::value)));
  }

  private Future<RowSet<Row>> lookForAccounts(Extent extent, List<Transfer> found, boolean lock) {
    Stream.Builder<UUID> wanted = Stream.builder();
    extent.accounts().forEach(key -> wanted.add(key.id().value()));
    extent.accountIds().forEach(id -> wanted.add(id.value()));
    found.forEach(each -> wanted.add(each.debit().value()).add(each.credit().value()));
    UUID[] ids = ids(wanted.build().distinct());
    String select = "SELECT " + TransferRows.ACCOUNT_COLUMNS + " FROM account WHERE id = ANY ($1)";
    return ids.length == 0
        ? NOTHING
        : tx.submit(lock ? select + " ORDER BY id FOR NO KEY UPDATE" : select, (Object) ids);
  }

  private Map<AccountId, Account> accounts(Extent extent, Future<RowSet<Row>> found) {
    Map<AccountId, Account> accounts = HashMap.newHashMap(extent.accountIds().size());
    for (AccountKey key : extent.accounts()) {
      accounts.put(key.id(), Account.unopened(key, floors.of(key.kind())));
    }
    rows(found)
        .forEach(row -> accounts.put(new AccountId(row.getUUID("id")), TransferRows.account(row)));
    return accounts;
  }

  private static Stream<Row> rows(Future<RowSet<Row>> found) {
    RowSet<Row> rows = found.await();
    return rows == null ? Stream.empty() : StreamSupport.stream(rows.spliterator(), false);
  }

  private static UUID[] ids(Stream<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  @Override
  public void write(Ledger ledger) {
    if (!ledger.newlyBarred().isEmpty()) {
      tx.submit(
          "INSERT INTO barred_transfer (id) SELECT unnest($1::uuid[])",
          (Object) ids(ledger.newlyBarred().stream().map(TransferId::value)));
    }
    Taken taken = ledger.taken();
    if (!taken.transfers().isEmpty()) {
      takeChain(lookForChain());
      head = new LedgerEntry(tx, taken).write(head, clock.instant());
    }
  }
}
