package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import java.util.Optional;

/** A driver carries an order from the kitchen to the customer. */
public final class CarryOrder {
  private final Transactions transactions;

  public CarryOrder(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The driver has the order; empty when there is no such task of this driver. */
  public Optional<TaskChange> pickUp(UserId driver, TaskId id) throws Exception {
    return transactions.run(
        work -> work.tasks().lockOf(driver, id).map(task -> pickUp(work, task)));
  }

  private static TaskChange pickUp(UnitOfWork work, Task task) {
    TaskChange change = task.pickUp();
    if (change instanceof Changed(Task carried)) {
      work.tasks().save(carried);
      work.tell(
          carried, new DeliveryPickedUp(task.id(), task.orderId(), task.driverId(), work.now()));
    }
    return change;
  }

  /** The customer has the order and the driver is free; empty when there is no such task. */
  public Optional<TaskChange> dropOff(UserId driver, TaskId id) throws Exception {
    return transactions.run(
        work -> work.tasks().lockOf(driver, id).map(task -> dropOff(work, task)));
  }

  private static TaskChange dropOff(UnitOfWork work, Task task) {
    TaskChange change = task.dropOff();
    if (change instanceof Changed(Task delivered)) {
      work.tasks().save(delivered);
      work.drivers().free(task.driverId());
      work.tell(
          delivered, new DeliveryDelivered(task.id(), task.orderId(), task.driverId(), work.now()));
    }
    return change;
  }
}
