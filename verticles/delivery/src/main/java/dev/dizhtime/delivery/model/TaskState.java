package dev.dizhtime.delivery.model;

/** How far a task is. */
public enum TaskState {
  /** A driver is being looked for. */
  REQUESTED,
  /** A driver has been asked. */
  OFFERED,
  /** A driver is on the way to the restaurant. */
  ASSIGNED,
  /** The driver has the order. */
  PICKED_UP,
  /** The customer has the order. */
  DELIVERED,
  /** Over before it was picked up. */
  CANCELLED,
  /** Over: the driver had the order and can't bring it, or the order ended on the way. */
  ABANDONED,
  /** Over: the driver brought the order and nobody took it. */
  UNDELIVERABLE;

  /** Whether the task can still be called off. */
  public boolean beforePickUp() {
    return this == REQUESTED || this == OFFERED || this == ASSIGNED;
  }
}
