package dev.dizhtime.delivery.persistence;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.Handoff;
import dev.dizhtime.delivery.model.HandoffOverride;
import dev.dizhtime.delivery.usecase.HandoffOverrides;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The overrides, seen by one transaction. */
record PgHandoffOverrides(Tx tx) implements HandoffOverrides {
  static final String SELECT =
      """
      SELECT o.* FROM handoff_override o
      """;

  static HandoffOverride read(Row row) {
    UUID usedBy = row.getUUID("used_by");
    return new HandoffOverride(
        new TaskId(row.getUUID("task_id")),
        new OrderId(row.getUUID("order_id")),
        Handoff.valueOf(row.getString("handoff")),
        row.getString("reason"),
        new UserId(row.getUUID("overridden_by")),
        TaskRows.instant(row, "overridden_at"),
        usedBy == null ? null : new UserId(usedBy),
        TaskRows.instant(row, "used_at"));
  }

  @Override
  public Optional<HandoffOverride> find(TaskId task, Handoff handoff) {
    return tx.first(SELECT + "WHERE o.task_id = $1 AND o.handoff = $2", task.value(), handoff)
        .map(PgHandoffOverrides::read);
  }

  @Override
  public void add(HandoffOverride override) {
    tx.update(
        """
        INSERT INTO handoff_override
          (task_id, handoff, order_id, reason, overridden_by, overridden_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        override.taskId().value(),
        override.handoff(),
        override.orderId().value(),
        override.reason(),
        override.by().value(),
        override.at());
  }

  @Override
  public void used(TaskId task, Handoff handoff, UserId driver, Instant at) {
    tx.update(
        """
        UPDATE handoff_override SET used_by = $3, used_at = $4
        WHERE task_id = $1 AND handoff = $2 AND used_at IS NULL
        """,
        task.value(),
        handoff,
        driver.value(),
        at);
  }
}
