package dev.dizhtime.delivery.model;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import dev.dizhtime.delivery.model.TaskChange.Refusal;
import dev.dizhtime.delivery.model.TaskChange.Refused;
import java.time.Instant;

/**
 * One order to be carried.
 *
 * @param job what was asked for
 * @param cause the trace and request of the order
 * @param driverId whom it is offered to or who has it; null when nobody
 * @param offerExpiresAt until when an offer stands; null when there is none
 * @param ready whether the kitchen has finished the order
 */
public record Task(
    TaskId id,
    RequestDelivery job,
    Cause cause,
    Instant requestedAt,
    TaskState state,
    UserId driverId,
    Instant offerExpiresAt,
    boolean ready) {

  /** A task that has just been asked for. */
  public static Task requested(TaskId id, RequestDelivery job, Cause cause, Instant at) {
    return new Task(id, job, cause, at, TaskState.REQUESTED, null, null, false);
  }

  /** The order that is carried. */
  public OrderId orderId() {
    return job.orderId();
  }

  /** Asks a driver. The task must be {@link TaskState#REQUESTED}. */
  public Task offerTo(UserId driver, Instant expiresAt) {
    if (state != TaskState.REQUESTED) {
      throw new IllegalStateException("a task that is " + state + " can't be offered");
    }
    return with(TaskState.OFFERED, driver, expiresAt);
  }

  /** The driver takes it. */
  public TaskChange accept(Instant now) {
    if (state != TaskState.OFFERED) {
      return new Refused(Refusal.WRONG_STATE);
    }
    return now.isBefore(offerExpiresAt)
        ? new Changed(with(TaskState.ASSIGNED, driverId, null))
        : new Refused(Refusal.OFFER_EXPIRED);
  }

  /** The driver does not want it, or has not answered: someone else is to be asked. */
  public TaskChange withdrawOffer() {
    return state == TaskState.OFFERED
        ? new Changed(with(TaskState.REQUESTED, null, null))
        : new Refused(Refusal.WRONG_STATE);
  }

  /** The driver takes the order from the kitchen. */
  public TaskChange pickUp() {
    if (state != TaskState.ASSIGNED) {
      return new Refused(Refusal.WRONG_STATE);
    }
    return ready
        ? new Changed(with(TaskState.PICKED_UP, driverId, null))
        : new Refused(Refusal.ORDER_NOT_READY);
  }

  /** The driver hands the order over. */
  public TaskChange dropOff() {
    return state == TaskState.PICKED_UP
        ? new Changed(with(TaskState.DELIVERED, driverId, null))
        : new Refused(Refusal.WRONG_STATE);
  }

  /** The task is called off. */
  public TaskChange cancel() {
    return state.beforePickUp()
        ? new Changed(with(TaskState.CANCELLED, null, null))
        : new Refused(Refusal.WRONG_STATE);
  }

  private Task with(TaskState next, UserId driver, Instant expiresAt) {
    return new Task(id, job, cause, requestedAt, next, driver, expiresAt, ready);
  }
}
