package dev.dizhtime.contracts.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import java.time.Instant;
import java.util.UUID;

/**
 * A transfer that is asked for.
 *
 * @param id chosen by the caller; the same id with the same content is the same transfer, with
 *     other content a conflict
 * @param debitAccountId where it comes from; null where {@code kind} resolves a pending one
 * @param creditAccountId where it goes to; null where {@code kind} resolves a pending one
 * @param amount above zero; of a POST_PENDING what is taken of the hold, null for all of it; of a
 *     VOID_PENDING null
 * @param pendingId the pending transfer that this one resolves; null for the other kinds
 * @param expiresAt when a PENDING one lapses; null for never
 */
public record TransferRequest(
    TransferId id,
    Kind kind,
    @JsonInclude(JsonInclude.Include.NON_NULL) UUID debitAccountId,
    @JsonInclude(JsonInclude.Include.NON_NULL) UUID creditAccountId,
    @JsonInclude(JsonInclude.Include.NON_NULL) Money amount,
    @JsonInclude(JsonInclude.Include.NON_NULL) TransferId pendingId,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant expiresAt) {
  /** What a transfer does. */
  public enum Kind {
    /** Moves money at once. */
    POSTED,
    /** Holds money until another transfer resolves it, or it expires. */
    PENDING,
    /** Moves what a pending transfer held, or a part of it. */
    POST_PENDING,
    /** Lets go of what a pending transfer held. */
    VOID_PENDING
  }
}
