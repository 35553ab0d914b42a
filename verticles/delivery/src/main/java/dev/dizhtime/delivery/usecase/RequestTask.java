package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.delivery.DeliveryRequested;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.delivery.model.Cause;
import dev.dizhtime.delivery.model.Task;
import java.util.UUID;

/** Makes the task of an order. A driver is looked for after the commit, by dispatch. */
public final class RequestTask {
  private RequestTask() {}

  /** Does so; an order that has a task keeps it. */
  public static void run(UnitOfWork work, RequestDelivery job, Cause cause) {
    if (!job.fee().currency().equals(job.tip().currency())) {
      throw new IllegalArgumentException("fee and tip must have one currency");
    }
    Task task = Task.requested(new TaskId(UUID.randomUUID()), job, cause, work.now());
    if (work.tasks().add(task)) {
      work.tell(task, new DeliveryRequested(task.id(), task.orderId(), task.requestedAt()));
    }
  }
}
