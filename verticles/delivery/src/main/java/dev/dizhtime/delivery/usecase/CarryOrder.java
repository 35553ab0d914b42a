package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryDelivered;
import dev.dizhtime.contracts.delivery.DeliveryEvent;
import dev.dizhtime.contracts.delivery.DeliveryPickedUp;
import dev.dizhtime.delivery.model.Handoff;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import dev.dizhtime.delivery.model.TaskChange.WrongCode;
import java.util.Optional;

/**
 * A driver carries an order from the kitchen to the customer. A wrong code is a refusal that is
 * committed, with the count of tries.
 */
public final class CarryOrder {
  private final Transactions transactions;

  public CarryOrder(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The driver has the order; empty when there is no such task of this driver.
   *
   * @param code that the restaurant told them; null when none
   */
  public Optional<TaskChange> pickUp(UserId driver, TaskId id, String code) throws Exception {
    return transactions.run(
        work -> work.tasks().lockOf(driver, id).map(task -> pickUp(work, task, code)));
  }

  private static TaskChange pickUp(UnitOfWork work, Task task, String code) {
    TaskChange change = task.pickUp(code);
    var told = new DeliveryPickedUp(task.id(), task.orderId(), task.driverId(), work.now());
    store(work, change, Handoff.PICKUP, told);
    return change;
  }

  /**
   * The customer has the order and the driver is free; empty when there is no such task.
   *
   * @param code that the customer told them; null when none
   */
  public Optional<TaskChange> dropOff(UserId driver, TaskId id, String code) throws Exception {
    return transactions.run(
        work -> work.tasks().lockOf(driver, id).map(task -> dropOff(work, task, code)));
  }

  private static TaskChange dropOff(UnitOfWork work, Task task, String code) {
    TaskChange change = task.dropOff(code);
    var told = new DeliveryDelivered(task.id(), task.orderId(), task.driverId(), work.now());
    store(work, change, Handoff.DELIVERY, told);
    if (change instanceof Changed(Task delivered)) {
      work.drivers().free(task.driverId(), delivered);
    }
    return change;
  }

  private static void store(
      UnitOfWork work, TaskChange change, Handoff handoff, DeliveryEvent told) {
    if (change instanceof Changed(Task moved)) {
      work.tasks().save(moved);
      if (moved.code(handoff).waived()) {
        work.overrides().used(moved.id(), handoff, moved.driverId(), told.at());
      }
      work.tell(moved, told);
    } else if (change instanceof WrongCode(Task counted, _, _)) {
      work.tasks().save(counted);
    }
  }
}
