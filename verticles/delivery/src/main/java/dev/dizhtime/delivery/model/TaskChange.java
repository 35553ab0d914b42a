package dev.dizhtime.delivery.model;

/** What came of an attempt to change a task. */
public sealed interface TaskChange {
  /** It is now so. */
  record Changed(Task task) implements TaskChange {}

  /** Nothing has changed. */
  record Refused(Refusal reason) implements TaskChange {}

  /** Why a task can't be changed. */
  enum Refusal {
    /** It is not in the state that this starts from. */
    WRONG_STATE,
    /** The driver took too long to answer. */
    OFFER_EXPIRED,
    /** The kitchen has not finished the order. */
    ORDER_NOT_READY
  }
}
