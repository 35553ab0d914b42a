package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange.Changed;

/** Calls off the delivery of an order and frees its driver. */
public final class CancelTask {
  private CancelTask() {}

  /** Does so; too late once it is picked up, and nothing to do for an order without a task. */
  public static void run(UnitOfWork work, OrderId order, String reason) {
    Task task = work.tasks().lockOfOrder(order).orElse(null);
    if (task == null || !(task.cancel() instanceof Changed(Task cancelled))) {
      return;
    }
    work.tasks().save(cancelled);
    if (task.driverId() != null) {
      work.drivers().free(task.driverId());
    }
    work.tell(cancelled, new DeliveryCancelled(task.id(), order, reason, work.now()));
  }
}
