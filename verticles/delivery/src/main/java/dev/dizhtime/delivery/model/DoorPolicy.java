package dev.dizhtime.delivery.model;

import java.time.Duration;
import java.time.Instant;

/**
 * When a driver may give up on a customer.
 *
 * @param patience how long they have to stand at the door first
 */
public record DoorPolicy(Duration patience) {
  /** From when on the driver of a task may give up; null while they are not at the door. */
  public Instant giveUpFrom(Task task) {
    return task.state() == TaskState.PICKED_UP && task.arrivedAt() != null
        ? task.arrivedAt().plus(patience)
        : null;
  }
}
