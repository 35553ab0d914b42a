package dev.dizhtime.delivery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.model.TaskState;
import java.time.Instant;

/** A task as the API shows it. */
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
    boolean ready,
    Instant requestedAt,
    UserId driverId,
    Instant offerExpiresAt) {

  static TaskView of(Task task) {
    return new TaskView(
        task.id(),
        task.orderId(),
        task.state(),
        task.job().restaurantName(),
        task.job().pickup(),
        task.job().dropoff(),
        task.job().fee(),
        task.job().tip(),
        task.ready(),
        task.requestedAt(),
        task.driverId(),
        task.offerExpiresAt());
  }
}
