package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;
import java.util.UUID;

/**
 * A restaurant or a driver was paid what it had earned in a period.
 *
 * @param payee {@code RESTAURANT} or {@code DRIVER}
 * @param ownerId the restaurant id, or the driver's user id
 * @param from the beginning of the period, inclusive
 * @param to its end, exclusive
 */
@MessageType(value = "dizhtime.wallet.payout-paid.v1", topic = Topic.WALLET)
public record PayoutPaid(
    UUID payoutId, Party payee, UUID ownerId, Money amount, Instant from, Instant to, Instant at)
    implements Message {
  @Override
  public String key() {
    return ownerId.toString();
  }
}
