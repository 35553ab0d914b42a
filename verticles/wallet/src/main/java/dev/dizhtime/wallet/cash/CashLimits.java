package dev.dizhtime.wallet.cash;

import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.postgres.Tx;
import dev.dizhtime.wallet.model.AccountKey;
import dev.dizhtime.wallet.model.Floors;

/** How much of the platform's cash each driver may have: the floor of the driver's float. */
final class CashLimits {
  private final Floors floors;

  CashLimits(Floors floors) {
    this.floors = floors;
  }

  static String tag(long limitMinor) {
    return '"' + Long.toString(limitMinor) + '"';
  }

  long find(Tx tx, AccountKey cash) {
    return tx.first("SELECT -floor_minor AS n FROM account WHERE id = $1", cash.id().value())
        .map(row -> row.getLong("n"))
        .orElseGet(() -> -floors.of(cash.kind()).orElseThrow());
  }

  /** Changes it, if it still is what {@code seen} says; opens the float when there is none. */
  void change(Tx tx, AccountKey cash, String seen, long limitMinor) {
    tx.update(
        """
        INSERT INTO account (id, kind, owner_id, currency, floor_minor)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
        """,
        cash.id().value(),
        cash.kind(),
        cash.ownerId(),
        cash.currency(),
        floors.of(cash.kind()).orElseThrow());
    var account =
        tx.first(
                """
                SELECT -floor_minor AS n, debits_posted + debits_pending - credits_posted AS used
                FROM account WHERE id = $1 FOR NO KEY UPDATE
                """,
                cash.id().value())
            .orElseThrow();
    if (!tag(account.getLong("n")).equals(seen.strip())) {
      throw Problem.of(
              412,
              "precondition-failed",
              "It has changed",
              "The limit is another one by now; read it again")
          .with("If-Match", "is not the present ETag")
          .exception();
    }
    if (account.getLong("used") > limitMinor) {
      throw Problem.conflict("cash-in-hand", "The driver has more cash than that at present")
          .with("limitMinor", "is below what the driver has: " + account.getLong("used"))
          .exception();
    }
    tx.update("UPDATE account SET floor_minor = $2 WHERE id = $1", cash.id().value(), -limitMinor);
  }
}
