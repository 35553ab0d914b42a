package dev.dizhtime.wallet.persistence;

import dev.dizhtime.wallet.model.ChainHead;
import dev.dizhtime.wallet.model.Transfer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Transfers column by column, as a set-based insert wants them. */
final class TransferColumns {
  private final UUID[] ids;
  private final String[] kinds;
  private final UUID[] debits;
  private final UUID[] credits;
  private final Long[] amounts;
  private final String[] currencies;
  private final String[] purposes;
  private final UUID[] orders;
  private final UUID[] pendings;
  private final OffsetDateTime[] expiries;
  private final Long[] sequences;
  private final String[] hashes;
  private int next;

  TransferColumns(int size) {
    ids = new UUID[size];
    kinds = new String[size];
    debits = new UUID[size];
    credits = new UUID[size];
    amounts = new Long[size];
    currencies = new String[size];
    purposes = new String[size];
    orders = new UUID[size];
    pendings = new UUID[size];
    expiries = new OffsetDateTime[size];
    sequences = new Long[size];
    hashes = new String[size];
  }

  /** Adds a transfer with the chain's head after it. */
  void add(Transfer transfer, ChainHead head) {
    ids[next] = transfer.id().value();
    kinds[next] = transfer.kind().name();
    debits[next] = transfer.debit().value();
    credits[next] = transfer.credit().value();
    amounts[next] = transfer.amount().amountMinor();
    currencies[next] = transfer.amount().currency();
    purposes[next] = transfer.purpose().name();
    orders[next] = transfer.orderId() == null ? null : transfer.orderId().value();
    pendings[next] = transfer.pendingId() == null ? null : transfer.pendingId().value();
    expiries[next] = utc(transfer.expiresAt());
    sequences[next] = head.sequence();
    hashes[next] = head.hash();
    next++;
  }

  /** The arguments: the chain's new head first, then the columns. */
  Object[] arguments(ChainHead head, Instant at) {
    return new Object[] {
      head.shard(),
      head.sequence(),
      head.hash(),
      at,
      ids,
      kinds,
      debits,
      credits,
      amounts,
      currencies,
      purposes,
      orders,
      pendings,
      expiries,
      sequences,
      hashes
    };
  }

  /** As the driver wants it; null stays null. */
  static OffsetDateTime utc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
