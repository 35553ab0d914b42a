package dev.dizhtime.delivery.persistence;

import dev.dizhtime.contracts.delivery.DeliveryEvent;
import dev.dizhtime.contracts.delivery.DriverPositionReported;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.usecase.Drivers;
import dev.dizhtime.delivery.usecase.HandoffOverrides;
import dev.dizhtime.delivery.usecase.Tasks;
import dev.dizhtime.delivery.usecase.UnitOfWork;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.runtime.telemetry.TraceContext;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction as the use cases see it; what they tell goes to its outbox. */
public record PgUnitOfWork(Tx tx) implements UnitOfWork {
  private static final Logger LOG = LoggerFactory.getLogger(PgUnitOfWork.class);

  @Override
  public Tasks tasks() {
    return new PgTasks(tx);
  }

  @Override
  public Drivers drivers() {
    return new PgDrivers(tx);
  }

  @Override
  public HandoffOverrides overrides() {
    return new PgHandoffOverrides(tx);
  }

  @Override
  public Instant now() {
    return tx.first("SELECT clock_timestamp() AS now")
        .orElseThrow()
        .getOffsetDateTime("now")
        .toInstant();
  }

  @Override
  public void tell(Task task, DeliveryEvent event) {
    var cause = new TraceContext(task.cause().traceparent(), task.cause().requestId());
    try (Scope _ = cause.resume()) {
      tx.send(event);
    }
    tx.afterCommit(() -> log(cause, task));
  }

  private static void log(TraceContext cause, Task task) {
    try (Scope _ = cause.resume()) {
      LOG.info("task {} of order {} is {}", task.id(), task.orderId(), task.state());
    }
  }

  @Override
  public void tell(DriverPositionReported event) {
    tx.send(event);
  }

  @Override
  public void afterCommit(Runnable action) {
    tx.afterCommit(action);
  }
}
