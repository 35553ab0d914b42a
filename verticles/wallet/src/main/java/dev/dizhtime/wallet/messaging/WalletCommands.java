package dev.dizhtime.wallet.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.wallet.AdjustmentRefused;
import dev.dizhtime.contracts.wallet.FundsRefused;
import dev.dizhtime.contracts.wallet.PostTransfers;
import dev.dizhtime.contracts.wallet.TransferRequest;
import dev.dizhtime.contracts.wallet.TransfersPosted;
import dev.dizhtime.contracts.wallet.TransfersRefused;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.messaging.Payloads;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.usecase.AnswerCommands;
import dev.dizhtime.wallet.usecase.Books;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whoever asks for money to be moved, a poll's commands at once. Commands that concern no
 * order are first done without keeping others from the accounts; when that was a wrong guess, or
 * the batch has an order's commands, the accounts are locked.
 */
public final class WalletCommands {
  private static final Logger LOG = LoggerFactory.getLogger(WalletCommands.class);

  private final Function<Tx, Books> books;
  private final Clock clock;
  private final AnswerCommands answer;

  public WalletCommands(Function<Tx, Books> books, Clock clock) {
    this.books = books;
    this.clock = clock;
    answer = new AnswerCommands(clock);
  }

  /** Has the consumer hand its commands to the use cases. */
  public InboxConsumer bind(InboxConsumer consumer) {
    return consumer
        .answeringTogether(answer.types(), this::answer)
        .answeringUnreadable(PostTransfers.class, this::refuse)
        .telling(WalletCommands::tell);
  }

  private List<Message> answer(Tx tx, List<Message> commands) {
    boolean peek = tx.attempt() == 1 && AnswerCommands.mayPeek(commands);
    return answer.answer(books.apply(tx), commands, peek);
  }

  /** Says which transfer can't be read; null when not even the command's id can. */
  private Message refuse(String payload) {
    try {
      JsonNode command = Json.TOLERANT.readTree(payload);
      UUID id = Json.TOLERANT.treeToValue(command.path("commandId"), UUID.class);
      return id == null
          ? null
          : new TransfersRefused(id, firstUnreadable(command), "INVALID", clock.instant());
    } catch (JsonProcessingException | IllegalArgumentException _) {
      return null;
    }
  }

  private static int firstUnreadable(JsonNode command) {
    int index = 0;
    for (JsonNode each : command.path("linked")) {
      if (!Payloads.readable(each, TransferRequest.class)) {
        return index;
      }
      index++;
    }
    return 0;
  }

  private static void tell(Message command, Message answer) {
    switch (answer) {
      case FundsRefused refused ->
          LOG.info(
              "funds of order {} are not to be had ({}): {}",
              refused.orderId(),
              refused.operation(),
              refused.reason());
      case AdjustmentRefused refused ->
          LOG.info("order {} is not adjusted: {}", refused.orderId(), refused.reason());
      case TransfersRefused refused ->
          LOG.debug("command {} is refused: {}", refused.commandId(), refused.reason());
      case TransfersPosted _ -> {
        // Thousands a second.
      }
      default -> LOG.info("order {}: {}", command.key(), answer.getClass().getSimpleName());
    }
  }
}
