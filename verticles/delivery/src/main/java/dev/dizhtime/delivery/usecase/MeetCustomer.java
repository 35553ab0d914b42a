package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryUndeliverable;
import dev.dizhtime.delivery.model.DoorPolicy;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import java.util.Optional;

/** A driver is at the door, and perhaps nobody opens. */
public final class MeetCustomer {
  private static final String UNREACHABLE = "CUSTOMER_UNREACHABLE";

  private final Transactions transactions;
  private final DoorPolicy policy;

  public MeetCustomer(Transactions transactions, DoorPolicy policy) {
    this.transactions = transactions;
    this.policy = policy;
  }

  /** The driver is at the door; empty when there is no such task of this driver. */
  public Optional<TaskChange> arrive(UserId driver, TaskId id) throws Exception {
    return transactions.run(
        work ->
            work.tasks()
                .lockOf(driver, id)
                .map(
                    task -> {
                      TaskChange change = task.arrive(work.now());
                      if (change instanceof Changed(Task arrived)) {
                        work.tasks().save(arrived);
                      }
                      return change;
                    }));
  }

  /**
   * Nobody takes the order: the task is over and the driver is free; empty when there is no such
   * task of this driver.
   */
  public Optional<TaskChange> giveUp(UserId driver, TaskId id) throws Exception {
    return transactions.run(
        work -> work.tasks().lockOf(driver, id).map(task -> giveUp(work, task)));
  }

  private TaskChange giveUp(UnitOfWork work, Task task) {
    TaskChange change = task.giveUpAtDoor(work.now(), policy.patience());
    if (change instanceof Changed(Task over)) {
      UserId driver = task.driverId();
      work.tasks().save(over);
      work.drivers().free(driver, over);
      work.tell(
          over,
          new DeliveryUndeliverable(over.id(), over.orderId(), driver, UNREACHABLE, work.now()));
    }
    return change;
  }
}
