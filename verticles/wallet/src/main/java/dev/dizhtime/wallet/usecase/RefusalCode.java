package dev.dizhtime.wallet.usecase;

import dev.dizhtime.wallet.model.Refusal;

/** The reasons that a refused command is answered with. */
enum RefusalCode {
  /** The customer has less than is asked for, holds counted. */
  INSUFFICIENT_FUNDS,
  /** There is no such account: the customer never paid in, or a share has no owner. */
  UNKNOWN_ACCOUNT,
  /** Nothing is held for the order. */
  NOT_RESERVED,
  /** The amounts are not those that the order's earlier commands named, or are nothing. */
  AMOUNT_MISMATCH;

  static RefusalCode of(Refusal refusal) {
    return switch (refusal) {
      case INSUFFICIENT_FUNDS -> INSUFFICIENT_FUNDS;
      case CONFLICT -> AMOUNT_MISMATCH;
      case NOT_PENDING, ALREADY_RESOLVED -> NOT_RESERVED;
    };
  }
}
