package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DeliveryUnassigned;
import dev.dizhtime.contracts.delivery.ReassignDelivery;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import java.util.Set;

/** Takes a driver off an order that is still at the restaurant, so that another is looked for. */
public final class ReassignTask {
  /** Reasons that are the driver's: they would fail again, so they are not asked again. */
  static final Set<String> REASONS_OF_THE_DRIVER = Set.of("CASH_LIMIT", "PICKUP_LATE");

  private ReassignTask() {}

  /** Does so; nothing when the driver does not have the task, or has picked the order up. */
  public static void run(UnitOfWork work, ReassignDelivery command) {
    Task task = work.tasks().lockOfOrder(command.orderId()).orElse(null);
    if (task != null && task.unassign(command.driverId()) instanceof Changed(Task waiting)) {
      if (REASONS_OF_THE_DRIVER.contains(command.reason())) {
        work.tasks().rememberDeclined(task.id(), command.driverId());
      }
      unassigned(work, waiting, command.driverId(), command.reason());
    }
  }

  /** Stores and tells that a task waits again, and frees the driver who had it. */
  static void unassigned(UnitOfWork work, Task waiting, UserId driver, String reason) {
    work.tasks().save(waiting);
    work.drivers().free(driver, waiting);
    work.tell(
        waiting,
        new DeliveryUnassigned(waiting.id(), waiting.orderId(), driver, reason, work.now()));
  }
}
