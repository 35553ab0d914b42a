package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;
import java.util.UUID;

/**
 * None of the transfers of a {@link PostTransfers} is written.
 *
 * @param index of the first that can't be, from 0
 * @param reason a code: {@code INSUFFICIENT_FUNDS}, {@code UNKNOWN_ACCOUNT}, {@code
 *     CURRENCY_MISMATCH}, {@code CONFLICT}, {@code NOT_PENDING}, {@code ALREADY_RESOLVED}, {@code
 *     EXCEEDS_PENDING} or {@code INVALID}
 */
@MessageType(value = "dizhtime.wallet.transfers-refused.v1", topic = Topic.WALLET_REPLIES)
public record TransfersRefused(UUID commandId, int index, String reason, Instant at)
    implements Message {
  @Override
  public String key() {
    return commandId.toString();
  }
}
