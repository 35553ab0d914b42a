package dev.dizhtime.delivery.model;

import java.time.Instant;

/** What came of an attempt to change a task. */
public sealed interface TaskChange {
  /** It is now so. */
  record Changed(Task task) implements TaskChange {}

  /** It was so before: somebody asked twice, and gets the same answer. */
  record Already(Task task) implements TaskChange {}

  /**
   * The code was not the right one, or there was none. Of the task, only the count of wrong tries
   * has changed.
   *
   * @param given whether there was a code at all; one that was forgotten is no try
   */
  record WrongCode(Task task, Handoff handoff, boolean given) implements TaskChange {}

  /** The driver has to wait longer for the customer. */
  record TooEarly(Instant from) implements TaskChange {}

  /** Nothing has changed. */
  record Refused(Refusal reason) implements TaskChange {}

  /** Why a task can't be changed. */
  enum Refusal {
    /** It is not in the state that this starts from. */
    WRONG_STATE,
    /** The driver took too long to answer. */
    OFFER_EXPIRED,
    /** The kitchen has not finished the order. */
    ORDER_NOT_READY,
    /** There were too many wrong codes; an admin has to help. */
    CODE_LOCKED,
    /** The driver has not said that they are at the door. */
    NOT_ARRIVED
  }
}
