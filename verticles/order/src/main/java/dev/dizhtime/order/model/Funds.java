package dev.dizhtime.order.model;

/** Where an order's money is, as far as the wallet has told. */
public enum Funds {
  /**
   * Nothing is held yet, or no more, and the order goes on: the driver of a cash order is not known
   * yet, or a hold was refused or has lapsed with the goods on their way.
   */
  DUE,
  /** The wallet was asked to hold it. */
  REQUESTED,
  /** It is held. */
  RESERVED,
  /** The wallet would not hold it, and the order ended. */
  REFUSED,
  /** The wallet was asked to let go of it. */
  RELEASING,
  /** Nothing is held any more. */
  RELEASED,
  /** The wallet was asked to pay it out. */
  CAPTURING,
  /** The wallet would not pay it out, though it is owed; it is asked again. */
  CAPTURE_REFUSED,
  /** It is paid out. */
  CAPTURED,
  /** The wallet was asked to let go of it, so that the platform pays in the customer's place. */
  WRITING_OFF,
  /** The platform has paid in the customer's place. */
  WRITTEN_OFF
}
