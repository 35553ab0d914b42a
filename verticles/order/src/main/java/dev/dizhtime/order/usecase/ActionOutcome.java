package dev.dizhtime.order.usecase;

import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.Transition;

/** What comes of an action on an order. */
public sealed interface ActionOutcome {
  /** It is done, now or before. */
  record Done(Order order) implements ActionOutcome {}

  /** There is no such order among those that the actor has to do with. */
  record NoSuchOrder() implements ActionOutcome {}

  /**
   * It can't be done.
   *
   * @param order as it is
   */
  record Refused(Order order, Transition.Refused refusal) implements ActionOutcome {}
}
