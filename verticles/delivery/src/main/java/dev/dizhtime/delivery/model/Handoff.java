package dev.dizhtime.delivery.model;

/** When an order goes from hand to hand. */
public enum Handoff {
  /** The restaurant gives it to the driver. */
  PICKUP,
  /** The driver gives it to the customer. */
  DELIVERY
}
