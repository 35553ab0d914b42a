package dev.dizhtime.wallet.payout;

import java.time.Instant;
import java.util.UUID;

/**
 * A period that is to be paid out.
 *
 * @param payouts made so far
 */
record PayoutRun(
    UUID id,
    Instant from,
    Instant to,
    Origin origin,
    State state,
    UUID cursorOwner,
    String cursorCurrency,
    int payouts) {
  enum Origin {
    SCHEDULE,
    ADMIN
  }

  enum State {
    DUE,
    DONE
  }
}
