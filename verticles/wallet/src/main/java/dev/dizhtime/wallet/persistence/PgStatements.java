package dev.dizhtime.wallet.persistence;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.ChainedTransfer;
import dev.dizhtime.wallet.usecase.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements read from PostgreSQL; whose they are is part of every query. */
public final class PgStatements implements Statements {
  private static final String OWN =
      "SELECT id FROM account WHERE owner_id = $1 AND kind IN"
          + " ('CUSTOMER', 'DRIVER', 'TIP', 'CASH_FLOAT')";
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final Postgres postgres;

  public PgStatements(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public List<Account> accounts(UserId user) {
    List<Account> accounts = new ArrayList<>();
    for (Row row :
        postgres.execute(
            "SELECT "
                + TransferRows.ACCOUNT_COLUMNS
                + " FROM account WHERE id IN ("
                + OWN
                + ") ORDER BY kind, currency",
            user.value())) {
      accounts.add(TransferRows.account(row));
    }
    return accounts;
  }

  @Override
  public List<ChainedTransfer> page(UserId user, Optional<Position> after, int limit) {
    // Each half stops at the limit along its index, however long the history is.
    String half =
        "(SELECT "
            + TransferRows.TRANSFER_COLUMNS
            + " FROM transfer WHERE %s IN ("
            + OWN
            + ") AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4)";
    String both = half.formatted("debit_account") + " UNION " + half.formatted("credit_account");
    return transfers(
        postgres.execute(
            both + " ORDER BY at DESC, id DESC LIMIT $4",
            user.value(),
            after.map(Position::at).orElse(END_OF_TIME),
            after.map(position -> position.id().value()).orElse(LAST_ID),
            limit));
  }

  @Override
  public Optional<ChainedTransfer> find(UserId user, TransferId id) {
    return postgres
        .first(
            "SELECT "
                + TransferRows.TRANSFER_COLUMNS
                + " FROM transfer WHERE id = $2 AND (debit_account IN ("
                + OWN
                + ") OR credit_account IN ("
                + OWN
                + "))",
            user.value(),
            id.value())
        .map(TransferRows::transfer);
  }

  @Override
  public List<ChainedTransfer> ofOrder(OrderId order) {
    return transfers(
        postgres.execute(
            "SELECT "
                + TransferRows.TRANSFER_COLUMNS
                + " FROM transfer WHERE order_id = $1 ORDER BY at, shard, sequence LIMIT $2",
            order.value(),
            MAX_PER_ORDER));
  }

  private static List<ChainedTransfer> transfers(RowSet<Row> rows) {
    List<ChainedTransfer> transfers = new ArrayList<>();
    rows.forEach(row -> transfers.add(TransferRows.transfer(row)));
    return transfers;
  }
}
