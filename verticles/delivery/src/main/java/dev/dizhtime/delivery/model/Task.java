package dev.dizhtime.delivery.model;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.delivery.model.TaskChange.Already;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import dev.dizhtime.delivery.model.TaskChange.Refusal;
import dev.dizhtime.delivery.model.TaskChange.Refused;
import dev.dizhtime.delivery.model.TaskChange.TooEarly;
import dev.dizhtime.delivery.model.TaskChange.WrongCode;
import java.time.Duration;
import java.time.Instant;

/**
 * One order to be carried.
 *
 * @param job what was asked for, without its codes
 * @param cause the trace and request of the order
 * @param driverId whom it is offered to, who has it or who had it to the end; null when nobody
 * @param offerExpiresAt until when an offer stands; null when there is none
 * @param ready whether the kitchen has finished the order
 * @param pickupCode what the restaurant knows
 * @param deliveryCode what the customer knows
 * @param arrivedAt when the driver said that they are at the door; null before
 */
public record Task(
    TaskId id,
    RequestDelivery job,
    Cause cause,
    Instant requestedAt,
    TaskState state,
    UserId driverId,
    Instant offerExpiresAt,
    boolean ready,
    HandoffCode pickupCode,
    HandoffCode deliveryCode,
    Instant arrivedAt) {

  /**
   * A task that has just been asked for.
   *
   * @throws IllegalArgumentException when a code is not four digits
   */
  public static Task requested(TaskId id, RequestDelivery job, Cause cause, Instant at) {
    return new Task(
        id,
        withoutCodes(job),
        cause,
        at,
        TaskState.REQUESTED,
        null,
        null,
        false,
        HandoffCode.fresh(job.pickupCode()),
        HandoffCode.fresh(job.deliveryCode()),
        null);
  }

  private static RequestDelivery withoutCodes(RequestDelivery job) {
    return new RequestDelivery(
        job.orderId(),
        job.customerId(),
        job.restaurantId(),
        job.ownerId(),
        job.restaurantName(),
        job.pickup(),
        job.dropoff(),
        job.fee(),
        job.tip(),
        null,
        null,
        job.collect());
  }

  /** The order that is carried. */
  public OrderId orderId() {
    return job.orderId();
  }

  /** The code of one of its two hand-offs. */
  public HandoffCode code(Handoff handoff) {
    return handoff == Handoff.PICKUP ? pickupCode : deliveryCode;
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
    if (state == TaskState.ASSIGNED) {
      return new Already(this);
    }
    if (state != TaskState.OFFERED) {
      return new Refused(Refusal.WRONG_STATE);
    }
    return now.isBefore(offerExpiresAt)
        ? new Changed(with(TaskState.ASSIGNED, driverId, null))
        : new Refused(Refusal.OFFER_EXPIRED);
  }

  /** The driver does not want it, or has not answered: someone else is to be asked. */
  public TaskChange withdrawOffer() {
    return from(TaskState.OFFERED, TaskState.REQUESTED, null);
  }

  /** The driver who was to bring it is taken off, before they have it. */
  public TaskChange unassign(UserId driver) {
    return driver.equals(driverId)
        ? from(TaskState.ASSIGNED, TaskState.REQUESTED, null)
        : new Refused(Refusal.WRONG_STATE);
  }

  /** The driver takes the order from the kitchen. */
  public TaskChange pickUp(String code) {
    if (state == TaskState.PICKED_UP) {
      return new Already(this);
    }
    if (state != TaskState.ASSIGNED) {
      return new Refused(Refusal.WRONG_STATE);
    }
    return ready
        ? handOver(Handoff.PICKUP, code, TaskState.PICKED_UP)
        : new Refused(Refusal.ORDER_NOT_READY);
  }

  /** The driver hands the order over. */
  public TaskChange dropOff(String code) {
    if (state == TaskState.DELIVERED) {
      return new Already(this);
    }
    return state == TaskState.PICKED_UP
        ? handOver(Handoff.DELIVERY, code, TaskState.DELIVERED)
        : new Refused(Refusal.WRONG_STATE);
  }

  private TaskChange handOver(Handoff handoff, String given, TaskState next) {
    HandoffCode code = code(handoff);
    if (code.passes(given)) {
      return new Changed(with(next, driverId, null));
    }
    if (code.locked()) {
      return new Refused(Refusal.CODE_LOCKED);
    }
    return given == null
        ? new WrongCode(this, handoff, false)
        : new WrongCode(with(handoff, code.triedInVain()), handoff, true);
  }

  /** An admin lets a hand-off pass without its code. */
  public TaskChange waiveCode(Handoff handoff) {
    boolean ahead =
        state.beforePickUp() || handoff == Handoff.DELIVERY && state == TaskState.PICKED_UP;
    return ahead
        ? new Changed(with(handoff, code(handoff).waive()))
        : new Refused(Refusal.WRONG_STATE);
  }

  /** The driver is at the customer's door. */
  public TaskChange arrive(Instant now) {
    if (state != TaskState.PICKED_UP) {
      return new Refused(Refusal.WRONG_STATE);
    }
    return arrivedAt == null ? new Changed(arrived(now)) : new Already(this);
  }

  /**
   * Nobody takes the order from the driver.
   *
   * @param wait how long the driver has to stand at the door first
   */
  public TaskChange giveUpAtDoor(Instant now, Duration wait) {
    if (state == TaskState.UNDELIVERABLE) {
      return new Already(this);
    }
    if (state != TaskState.PICKED_UP) {
      return new Refused(Refusal.WRONG_STATE);
    }
    if (arrivedAt == null) {
      return new Refused(Refusal.NOT_ARRIVED);
    }
    return now.isBefore(arrivedAt.plus(wait))
        ? new TooEarly(arrivedAt.plus(wait))
        : new Changed(with(TaskState.UNDELIVERABLE, driverId, null));
  }

  /** The driver can't go on: someone else is looked for, unless this driver has the order. */
  public TaskChange abandon() {
    return switch (state) {
      case ASSIGNED -> new Changed(with(TaskState.REQUESTED, null, null));
      case PICKED_UP -> new Changed(with(TaskState.ABANDONED, driverId, null));
      case ABANDONED -> new Already(this);
      default -> new Refused(Refusal.WRONG_STATE);
    };
  }

  /** The task is called off. */
  public TaskChange cancel() {
    return state.beforePickUp()
        ? new Changed(with(TaskState.CANCELLED, null, null))
        : new Refused(Refusal.WRONG_STATE);
  }

  /** The order is over, so nobody carries it any more, however far they are. */
  public TaskChange endWithOrder() {
    return state == TaskState.PICKED_UP
        ? new Changed(with(TaskState.ABANDONED, driverId, null))
        : cancel();
  }

  private TaskChange from(TaskState start, TaskState next, UserId driver) {
    return state == start
        ? new Changed(with(next, driver, null))
        : new Refused(Refusal.WRONG_STATE);
  }

  private Task with(TaskState next, UserId driver, Instant expiresAt) {
    return new Task(
        id,
        job,
        cause,
        requestedAt,
        next,
        driver,
        expiresAt,
        ready,
        pickupCode,
        deliveryCode,
        arrivedAt);
  }

  private Task with(Handoff handoff, HandoffCode code) {
    boolean pickup = handoff == Handoff.PICKUP;
    return new Task(
        id,
        job,
        cause,
        requestedAt,
        state,
        driverId,
        offerExpiresAt,
        ready,
        pickup ? code : pickupCode,
        pickup ? deliveryCode : code,
        arrivedAt);
  }

  private Task arrived(Instant at) {
    return new Task(
        id,
        job,
        cause,
        requestedAt,
        state,
        driverId,
        offerExpiresAt,
        ready,
        pickupCode,
        deliveryCode,
        at);
  }
}
