package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskState;
import java.util.List;
import java.util.Optional;

/** Tasks to look at, without locks. */
public interface TaskList {
  /** What a driver is asked for or has in hand. */
  Optional<Task> currentOf(UserId driver);

  /**
   * The newest tasks first.
   *
   * @param state only those that are so; null for all
   * @param limit at most so many, from 1
   */
  List<Task> newest(TaskState state, int limit);
}
