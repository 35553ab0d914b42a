package dev.dizhtime.delivery.persistence;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.HandoffOverride;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskState;
import dev.dizhtime.delivery.usecase.TaskList;
import dev.dizhtime.runtime.postgres.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tasks to look at. */
public record PgTaskList(Postgres postgres) implements TaskList {
  @Override
  public Optional<Task> currentOf(UserId driver) {
    return postgres
        .first(
            TaskRows.SELECT
                + "WHERE t.driver_id = $1 AND t.state IN ('OFFERED', 'ASSIGNED', 'PICKED_UP')",
            driver.value())
        .map(TaskRows::read);
  }

  @Override
  public Optional<List<HandoffOverride>> overridesOf(OrderId order) {
    if (postgres
        .first("SELECT 1 FROM delivery_task WHERE order_id = $1", order.value())
        .isEmpty()) {
      return Optional.empty();
    }
    List<HandoffOverride> overrides = new ArrayList<>();
    postgres
        .execute(
            PgHandoffOverrides.SELECT
                + """
                JOIN delivery_task t USING (task_id)
                WHERE t.order_id = $1 ORDER BY o.overridden_at
                """,
            order.value())
        .forEach(row -> overrides.add(PgHandoffOverrides.read(row)));
    return Optional.of(overrides);
  }

  @Override
  public Optional<Shift> shiftOf(UserId driver) {
    return postgres
        .first("SELECT online, lat, lon FROM driver WHERE driver_id = $1", driver.value())
        .map(
            row ->
                new Shift(
                    row.getBoolean("online"),
                    new GeoPoint(row.getDouble("lat"), row.getDouble("lon"))));
  }

  @Override
  public List<Task> newest(TaskState state, int limit) {
    List<Task> tasks = new ArrayList<>();
    postgres
        .execute(
            TaskRows.SELECT
                + """
                WHERE $1::text IS NULL OR t.state = $1
                ORDER BY t.requested_at DESC, t.task_id LIMIT $2
                """,
            state,
            limit)
        .forEach(row -> tasks.add(TaskRows.read(row)));
    return tasks;
  }
}
