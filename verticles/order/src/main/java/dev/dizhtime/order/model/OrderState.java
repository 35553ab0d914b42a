package dev.dizhtime.order.model;

/** Where an order stands. */
public enum OrderState {
  /** The customer wants it; its money is asked for. */
  PLACED(false),
  /** Its money is held; the restaurant is asked when its time comes. */
  SCHEDULED(false),
  /** Its money is held; the restaurant is to answer. */
  FUNDS_RESERVED(false),
  /** The restaurant took it; a driver is being looked for. */
  ACCEPTED(false),
  /** The kitchen works on it. */
  PREPARING(false),
  /** It waits for its driver. */
  READY(false),
  /** The driver has it. */
  PICKED_UP(false),
  /** The customer has it; the money is being paid out. */
  DELIVERED(false),
  /** Everyone is paid. */
  SETTLED(true),
  /** The restaurant refused it, or did not answer; the money goes back. */
  REJECTED(true),
  /** Called off, before or after it had begun; what it cost is captured, the rest goes back. */
  CANCELLED(true),
  /** It could not be carried out; the money goes back. */
  FAILED(true),
  /** The driver brought it and nobody took it; the customer pays for it, without the tip. */
  UNDELIVERED(true);

  private final boolean terminal;

  OrderState(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether it never changes again. */
  public boolean terminal() {
    return terminal;
  }
}
