package dev.dizhtime.order.usecase;

import dev.dizhtime.order.model.Order;

/** What comes of an action on an order. */
public sealed interface ActionOutcome {
  /** It is done. */
  record Done(Order order) implements ActionOutcome {}

  /** There is no such order among those that the actor answers. */
  record NoSuchOrder() implements ActionOutcome {}

  /**
   * It can't be done in the order's state.
   *
   * @param reason a sentence
   */
  record WrongState(String reason) implements ActionOutcome {}
}
