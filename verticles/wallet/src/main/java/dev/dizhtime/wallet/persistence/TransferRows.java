package dev.dizhtime.wallet.persistence;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.wallet.model.Account;
import dev.dizhtime.wallet.model.AccountId;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Balance;
import dev.dizhtime.wallet.model.ChainHead;
import dev.dizhtime.wallet.model.ChainedTransfer;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Transfer;
import dev.dizhtime.wallet.model.TransferKind;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import java.util.UUID;

/** How rows become accounts and transfers. */
final class TransferRows {
  static final String ACCOUNT_COLUMNS =
      "id, kind, owner_id, currency, debits_posted, credits_posted, debits_pending,"
          + " credits_pending, floor_minor";
  static final String TRANSFER_COLUMNS =
      """
      id, kind, debit_account, credit_account, amount, currency, purpose, order_id, pending_id,
      expires_at, shard, sequence, hash, at
      """;

  private TransferRows() {}

  static Account account(Row row) {
    Long floor = row.getLong("floor_minor");
    return new Account(
        new AccountKey(
            AccountKind.valueOf(row.getString("kind")),
            row.getUUID("owner_id"),
            row.getString("currency")),
        new Balance(
            row.getLong("debits_posted"),
            row.getLong("credits_posted"),
            row.getLong("debits_pending"),
            row.getLong("credits_pending")),
        floor == null ? OptionalLong.empty() : OptionalLong.of(floor),
        true);
  }

  static ChainedTransfer transfer(Row row) {
    UUID order = row.getUUID("order_id");
    UUID pending = row.getUUID("pending_id");
    OffsetDateTime expires = row.getOffsetDateTime("expires_at");
    Transfer transfer =
        new Transfer(
            new TransferId(row.getUUID("id")),
            TransferKind.valueOf(row.getString("kind")),
            new AccountId(row.getUUID("debit_account")),
            new AccountId(row.getUUID("credit_account")),
            new Money(row.getLong("amount"), row.getString("currency")),
            Purpose.valueOf(row.getString("purpose")),
            order == null ? null : new OrderId(order),
            pending == null ? null : new TransferId(pending),
            expires == null ? null : expires.toInstant());
    return new ChainedTransfer(transfer, head(row), row.getOffsetDateTime("at").toInstant());
  }

  static ChainHead head(Row row) {
    return new ChainHead(row.getInteger("shard"), row.getLong("sequence"), row.getString("hash"));
  }
}
