package dev.dizhtime.wallet.model;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Money that goes from one account to another, or is held to go. Never changed once it is written:
 * what becomes of a pending one is told by another transfer that refers to it.
 *
 * @param id given by whoever asks for it; the same id twice is the same transfer or a conflict
 * @param debit the account that it comes from
 * @param credit the account that it goes to
 * @param amount above zero
 * @param orderId the order that it belongs to, or null
 * @param pendingId the pending transfer that this one resolves; null for the other kinds
 * @param expiresAt when a pending one lapses, in whole microseconds; null for never and for the
 *     other kinds
 */
public record Transfer(
    TransferId id,
    TransferKind kind,
    AccountId debit,
    AccountId credit,
    Money amount,
    Purpose purpose,
    OrderId orderId,
    TransferId pendingId,
    Instant expiresAt) {
  public Transfer {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(purpose, "purpose");
    if (amount.amountMinor() <= 0) {
      throw new IllegalArgumentException("amountMinor must be above 0");
    }
    if (debit.equals(credit)) {
      throw new IllegalArgumentException("debit and credit must be two accounts");
    }
    if (kind.resolves() != (pendingId != null)) {
      throw new IllegalArgumentException("pendingId is for transfers that resolve another");
    }
    if (expiresAt != null && kind != TransferKind.PENDING) {
      throw new IllegalArgumentException("expiresAt is for pending transfers");
    }
    expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** One that does not lapse. */
  public Transfer(
      TransferId id,
      TransferKind kind,
      AccountId debit,
      AccountId credit,
      Money amount,
      Purpose purpose,
      OrderId orderId,
      TransferId pendingId) {
    this(id, kind, debit, credit, amount, purpose, orderId, pendingId, null);
  }

  /** One that moves money at once. */
  public static Transfer posted(
      TransferId id,
      AccountKey debit,
      AccountKey credit,
      Money amount,
      Purpose purpose,
      OrderId orderId) {
    return new Transfer(
        id, TransferKind.POSTED, debit.id(), credit.id(), amount, purpose, orderId, null);
  }

  /** A transfer that settles this pending one in full. */
  public Transfer resolvedBy(TransferId by, TransferKind how, Purpose why) {
    return resolvedBy(by, how, amount, why);
  }

  /** A transfer that settles this pending one; of what is posted the rest is let go. */
  public Transfer resolvedBy(TransferId by, TransferKind how, Money taken, Purpose why) {
    return new Transfer(by, how, debit, credit, taken, why, orderId, id);
  }
}
