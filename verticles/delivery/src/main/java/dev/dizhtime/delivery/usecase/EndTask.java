package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.delivery.DeliveryAbandoned;
import dev.dizhtime.contracts.delivery.DeliveryCancelled;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskChange;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import dev.dizhtime.delivery.model.TaskState;
import java.util.function.Function;

/** Ends the delivery of an order from outside and frees its driver. */
public final class EndTask {
  private EndTask() {}

  /** Calls it off; too late once it is picked up. */
  public static void cancel(UnitOfWork work, OrderId order, String reason) {
    end(work, order, reason, Task::cancel);
  }

  /** The order is over: no driver stays booked for it, however far they are. */
  public static void withOrder(UnitOfWork work, OrderId order, String reason) {
    end(work, order, reason, Task::endWithOrder);
  }

  private static void end(
      UnitOfWork work, OrderId order, String reason, Function<Task, TaskChange> step) {
    work.tasks().rememberOver(order, reason);
    Task task = work.tasks().lockOfOrder(order).orElse(null);
    if (task == null || !(step.apply(task) instanceof Changed(Task ended))) {
      return;
    }
    work.tasks().save(ended);
    if (task.driverId() != null) {
      work.drivers().free(task.driverId(), task);
    }
    work.tell(
        ended,
        ended.state() == TaskState.ABANDONED
            ? new DeliveryAbandoned(task.id(), order, task.driverId(), reason, work.now())
            : new DeliveryCancelled(task.id(), order, reason, work.now()));
  }
}
