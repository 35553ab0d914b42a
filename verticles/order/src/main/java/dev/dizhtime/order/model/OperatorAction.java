package dev.dizhtime.order.model;

/** What an operator may do about an order. */
public enum OperatorAction {
  /** Sends again what an answer is awaited for. */
  RETRY,
  /** Takes the mark off, and lets every wait begin anew. */
  RESUME,
  /** Ends the order in the way that its present stage is ended by a deadline. */
  COMPENSATE,
  /** Calls an open order off, whatever its stage; the customer pays nothing. */
  FORCE_CANCEL
}
