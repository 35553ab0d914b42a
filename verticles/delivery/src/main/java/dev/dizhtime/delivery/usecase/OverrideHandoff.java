package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.Handoff;
import dev.dizhtime.delivery.model.HandoffOverride;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import java.util.Optional;

/** An admin lets the driver's next try of a hand-off pass without its code. */
public final class OverrideHandoff {
  private final Transactions transactions;

  public OverrideHandoff(Transactions transactions) {
    this.transactions = transactions;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** The override that the hand-off has now, from this time or an earlier one. */
    record Granted(HandoffOverride override) implements Outcome {}

    /** The hand-off has been made, or never will be. */
    record TooLate() implements Outcome {}

    /** The order has no task. */
    record NoTask() implements Outcome {}
  }

  /** Does so; a hand-off that has an override keeps it as it is. */
  public Outcome run(UserId admin, OrderId order, Handoff handoff, String reason) throws Exception {
    return transactions.run(
        work -> {
          Task task = work.tasks().lockOfOrder(order).orElse(null);
          if (task == null) {
            return new Outcome.NoTask();
          }
          Optional<HandoffOverride> earlier = work.overrides().find(task.id(), handoff);
          if (earlier.isPresent()) {
            return new Outcome.Granted(earlier.get());
          }
          if (!(task.waiveCode(handoff) instanceof Changed(Task waived))) {
            return new Outcome.TooLate();
          }
          var override =
              new HandoffOverride(task.id(), order, handoff, reason, admin, work.now(), null, null);
          work.tasks().save(waived);
          work.overrides().add(override);
          return new Outcome.Granted(override);
        });
  }
}
