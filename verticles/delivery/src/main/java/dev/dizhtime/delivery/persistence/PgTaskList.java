package dev.dizhtime.delivery.persistence;

import dev.dizhtime.contracts.UserId;
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
