package dev.dizhtime.delivery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.Handoff;
import dev.dizhtime.delivery.model.HandoffCode;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskState;
import java.time.Instant;

/** A task as the API shows it: whether a code is asked for, never the code. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskView(
    TaskId taskId,
    OrderId orderId,
    TaskState state,
    String restaurantName,
    Place pickup,
    Place dropoff,
    Money fee,
    Money tip,
    Money collect,
    boolean ready,
    Instant requestedAt,
    UserId driverId,
    Instant offerExpiresAt,
    HandoffView handoff,
    Instant arrivedAt,
    Instant unreachableFrom) {

  /** The hand-off that is next. */
  record HandoffView(Handoff kind, boolean codeNeeded, int triesLeft, boolean locked) {}

  static TaskView of(Task task, Instant unreachableFrom) {
    return new TaskView(
        task.id(),
        task.orderId(),
        task.state(),
        task.job().restaurantName(),
        task.job().pickup(),
        task.job().dropoff(),
        task.job().fee(),
        task.job().tip(),
        task.job().collect(),
        task.ready(),
        task.requestedAt(),
        task.driverId(),
        task.offerExpiresAt(),
        next(task),
        task.arrivedAt(),
        unreachableFrom);
  }

  private static HandoffView next(Task task) {
    return switch (task.state()) {
      case ASSIGNED -> view(task, Handoff.PICKUP);
      case PICKED_UP -> view(task, Handoff.DELIVERY);
      default -> null;
    };
  }

  private static HandoffView view(Task task, Handoff handoff) {
    HandoffCode code = task.code(handoff);
    return new HandoffView(handoff, code.needed(), code.triesLeft(), code.locked());
  }
}
