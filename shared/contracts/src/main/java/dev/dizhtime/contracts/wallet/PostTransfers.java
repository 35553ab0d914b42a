package dev.dizhtime.contracts.wallet;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Topic;
import java.util.List;
import java.util.UUID;

/**
 * Asks for linked transfers: all or none. Answered by {@link TransfersPosted} or {@link
 * TransfersRefused}, in the order in which commands of one key are sent.
 *
 * @param commandId comes back in the answer, and is the key of both
 * @param linked 1 to 100
 */
@MessageType(value = "dizhtime.wallet.post-transfers.v1", topic = Topic.WALLET_COMMANDS)
public record PostTransfers(UUID commandId, List<TransferRequest> linked) implements Message {
  public PostTransfers {
    linked = List.copyOf(linked);
  }

  @Override
  public String key() {
    return commandId.toString();
  }
}
