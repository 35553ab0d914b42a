package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryAssigned;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A driver takes a task that is offered to them, or does not. */
public final class AnswerOffer {
  private final Transactions transactions;
  private final Consumer<Duration> dispatchDelay;

  /**
   * @param dispatchDelay is told how long it took from request to acceptance, once per acceptance
   */
  public AnswerOffer(Transactions transactions, Consumer<Duration> dispatchDelay) {
    this.transactions = transactions;
    this.dispatchDelay = dispatchDelay;
  }

  /** Takes it; empty when there is no such task of this driver. */
  public Optional<TaskChange> accept(UserId driver, TaskId id) throws Exception {
    return transactions.run(
        work -> work.tasks().lockOf(driver, id).map(task -> accept(work, task)));
  }

  private TaskChange accept(UnitOfWork work, Task task) {
    Instant now = work.now();
    TaskChange change = task.accept(now);
    if (change instanceof Changed(Task assigned)) {
      work.tasks().save(assigned);
      work.tell(
          assigned,
          new DeliveryAssigned(assigned.id(), assigned.orderId(), assigned.driverId(), now));
      Duration delay = Duration.between(assigned.requestedAt(), now);
      work.afterCommit(() -> dispatchDelay.accept(delay));
    }
    return change;
  }

  /** Leaves it to others, for good; empty when there is no such task of this driver. */
  public Optional<TaskChange> decline(UserId driver, TaskId id) throws Exception {
    return transactions.run(
        work -> work.tasks().lockOf(driver, id).map(task -> decline(work, task)));
  }

  /** Takes back the offer of a locked task because its driver does not want it. */
  static TaskChange decline(UnitOfWork work, Task task) {
    TaskChange change = task.withdrawOffer();
    if (change instanceof Changed(Task waiting)) {
      work.tasks().save(waiting);
      work.tasks().rememberDeclined(task.id(), task.driverId());
      work.drivers().free(task.driverId(), waiting);
    }
    return change;
  }
}
