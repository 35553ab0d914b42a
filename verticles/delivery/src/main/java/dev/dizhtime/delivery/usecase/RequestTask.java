package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.delivery.DeliveryRequested;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.delivery.model.Cause;
import dev.dizhtime.delivery.model.Task;
import java.util.UUID;

/** Makes the task of an order. A driver is looked for after the commit, by dispatch. */
public final class RequestTask {
  private RequestTask() {}

  /** Does so; an order that has a task keeps it, and one that is over gets none. */
  public static void run(UnitOfWork work, RequestDelivery job, Cause cause) {
    refuseMixed(job.fee(), job.tip());
    if (job.collect() != null) {
      refuseMixed(job.fee(), job.collect());
    }
    Task task = Task.requested(new TaskId(UUID.randomUUID()), job, cause, work.now());
    if (!work.tasks().orderIsOver(job.orderId()) && work.tasks().add(task)) {
      work.tell(task, new DeliveryRequested(task.id(), task.orderId(), task.requestedAt()));
    }
  }

  private static void refuseMixed(Money one, Money other) {
    if (!one.currency().equals(other.currency())) {
      throw new IllegalArgumentException("fee, tip and cash must have one currency");
    }
  }
}
