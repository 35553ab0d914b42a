package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.delivery.DeliveryEvent;
import dev.dizhtime.contracts.delivery.DriverPositionReported;
import dev.dizhtime.delivery.model.Task;
import java.time.Instant;

/** What a use case sees of the transaction it runs in. */
public interface UnitOfWork {
  /** The tasks. */
  Tasks tasks();

  /** The drivers. */
  Drivers drivers();

  /** Who let hand-offs pass without their code. */
  HandoffOverrides overrides();

  /** The database's time, at this moment. */
  Instant now();

  /** Tells what happened to a task, under the trace and request of its order, after the commit. */
  void tell(Task task, DeliveryEvent event);

  /** Tells where a driver is, after the commit. */
  void tell(DriverPositionReported event);

  /** Does this once it is certain that the work is done: a meter, a log line. */
  void afterCommit(Runnable action);
}
