package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.HandoffOverride;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskState;
import java.util.List;
import java.util.Optional;

/** Tasks to look at, without locks. */
public interface TaskList {
  /** What a driver is asked for or has in hand. */
  Optional<Task> currentOf(UserId driver);

  /** The overrides of an order's hand-offs, oldest first; empty when the order has no task. */
  Optional<List<HandoffOverride>> overridesOf(OrderId order);

  /** The shift of a driver; empty when they never began one. */
  Optional<Shift> shiftOf(UserId driver);

  /** Whether a driver takes tasks, and where they were last. */
  record Shift(boolean online, GeoPoint location) {}

  /**
   * The newest tasks first.
   *
   * @param state only those that are so; null for all
   * @param limit at most so many, from 1
   */
  List<Task> newest(TaskState state, int limit);
}
