package dev.dizhtime.order.model;

/** Where an order's money is, as far as the wallet has told. */
public enum Funds {
  /** The wallet was asked to hold it. */
  REQUESTED,
  /** It is held. */
  RESERVED,
  /** The wallet would not hold it. */
  REFUSED,
  /** The wallet was asked to give it back. */
  RELEASING,
  /** The customer has it again. */
  RELEASED,
  /** The wallet was asked to pay it out. */
  CAPTURING,
  /** The wallet would not pay it out, though the customer has the order: a case for an operator. */
  CAPTURE_REFUSED,
  /** It is paid out. */
  CAPTURED
}
