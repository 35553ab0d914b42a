package dev.dizhtime.order.model;

/** Where an order stands. */
public enum OrderState {
  /** The customer wants it; its money is asked for. */
  PLACED(false),
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
  /** The restaurant refused it; the money goes back. */
  REJECTED(true),
  /** There was no money for it. */
  FAILED(true),
  /** Called off. No transition leads here yet; late facts are already safe in it. */
  CANCELLED(true);

  private final boolean terminal;

  OrderState(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether it never changes again. */
  public boolean terminal() {
    return terminal;
  }
}
