package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DriverPositionReported;
import dev.dizhtime.delivery.model.AbandonReason;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import dev.dizhtime.delivery.model.TaskState;
import java.util.Optional;

/**
 * A driver can't go on. While the order is at the restaurant another driver is looked for; once it
 * is on the way the task is over. Who can't drive at present ends the shift with it.
 */
public final class AbandonTask {
  private final Transactions transactions;

  public AbandonTask(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Leaves the task; empty when there is no such task of this driver. */
  public Optional<TaskChange> abandon(UserId driver, TaskId id, AbandonReason reason)
      throws Exception {
    return transactions.run(
        work -> work.tasks().lockOf(driver, id).map(task -> abandon(work, task, reason)));
  }

  private static TaskChange abandon(UnitOfWork work, Task task, AbandonReason reason) {
    TaskChange change = task.abandon();
    if (change instanceof Changed(Task left)) {
      UserId driver = task.driverId();
      if (left.state() == TaskState.REQUESTED) {
        work.tasks().rememberDeclined(task.id(), driver);
        ReassignTask.unassigned(work, left, driver, reason.name());
      } else {
        work.tasks().save(left);
        work.drivers().free(driver, left);
        work.tell(
            left,
            new DeliveryAbandoned(left.id(), left.orderId(), driver, reason.name(), work.now()));
      }
      if (reason.endsShift()) {
        endShift(work, driver);
      }
    }
    return change;
  }

  private static void endShift(UnitOfWork work, UserId driver) {
    work.drivers()
        .endShift(driver)
        .ifPresent(last -> work.tell(new DriverPositionReported(driver, last, false, work.now())));
  }
}
