package dev.dizhtime.wallet.usecase;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.PostTransfers;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import dev.dizhtime.wallet.model.Ledger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers a whole batch of commands at once: opens all that they concern, does one after another in
 * memory, and writes what came of it together. So the database is asked a few times a batch,
 * however long it is.
 */
public final class AnswerCommands {
  private final Map<Class<? extends Message>, LedgerCommand<Message>> commands;

  public AnswerCommands(Clock clock) {
    commands =
        Map.of(
            ReserveFunds.class, as(ReserveFunds.class, new ReserveOrderFunds(clock)),
            CaptureFunds.class, as(CaptureFunds.class, new CaptureOrderFunds(clock)),
            ReleaseFunds.class, as(ReleaseFunds.class, new ReleaseOrderFunds(clock)),
            AdjustFunds.class, as(AdjustFunds.class, new AdjustOrderFunds(clock)),
            PostTransfers.class, as(PostTransfers.class, new PostRequestedTransfers(clock)));
  }

  /** The types of command that it answers. */
  public Set<Class<? extends Message>> types() {
    return commands.keySet();
  }

  /**
   * Whether these may be answered without keeping others from the accounts: an order's commands may
   * not, for they look at all that was ever done for the order.
   */
  public static boolean mayPeek(List<? extends Message> batch) {
    return batch.stream().allMatch(PostTransfers.class::isInstance);
  }

  /**
   * Does them all.
   *
   * @param peek whether to only look, see {@link Books#peek}
   * @return an answer for each, in the same order
   */
  public List<Message> answer(Books books, List<? extends Message> batch, boolean peek) {
    Extent extent = Extent.empty();
    batch.forEach(each -> of(each).extent(each, extent));
    Ledger ledger = peek ? books.peek(extent) : books.open(extent);
    List<Message> answers = new ArrayList<>(batch.size());
    batch.forEach(each -> answers.add(of(each).answer(ledger, each)));
    books.write(ledger);
    return answers;
  }

  private LedgerCommand<Message> of(Message command) {
    return commands.get(command.getClass());
  }

  private static <C extends Message> LedgerCommand<Message> as(
      Class<C> type, LedgerCommand<C> command) {
    return new LedgerCommand<>() {
      @Override
      public void extent(Message message, Extent extent) {
        command.extent(type.cast(message), extent);
      }

      @Override
      public Message answer(Ledger ledger, Message message) {
        return command.answer(ledger, type.cast(message));
      }
    };
  }
}
