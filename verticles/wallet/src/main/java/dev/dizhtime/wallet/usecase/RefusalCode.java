package dev.dizhtime.wallet.usecase;

import dev.dizhtime.wallet.model.Refusal;

/** The reasons that a refused command is answered with. */
enum RefusalCode {
  /** The customer has less than is asked for, holds counted. */
  INSUFFICIENT_FUNDS,
  /** The driver would have more of the platform's cash than the driver's credit, holds counted. */
  CREDIT_LIMIT,
  /** There is no such account: the customer never paid in, or a share has no owner. */
  UNKNOWN_ACCOUNT,
  /** Nothing is held for the order. */
  NOT_RESERVED,
  /** The amounts do not fit each other or what is held, or are nothing. */
  AMOUNT_MISMATCH,
  /** Something else was asked for before under the same name. */
  CONFLICT,
  /** The customer would get back more than was taken for the order. */
  EXCEEDS_CAPTURED,
  /** Nothing was taken for the order that the customer could get back. */
  NOT_CAPTURED;

  static RefusalCode of(Refusal refusal) {
    return switch (refusal) {
      case INSUFFICIENT_FUNDS -> INSUFFICIENT_FUNDS;
      case UNKNOWN_ACCOUNT -> UNKNOWN_ACCOUNT;
      case CONFLICT -> CONFLICT;
      case CURRENCY_MISMATCH, OVERFLOW, EXCEEDS_PENDING -> AMOUNT_MISMATCH;
      case NOT_PENDING, ALREADY_RESOLVED, BARRED -> NOT_RESERVED;
    };
  }
}
