package dev.dizhtime.wallet.persistence;

import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * When holds lapse. A deadline stays until its time is up, also when the hold is resolved before,
 * so that resolving one costs nothing more. Several instances may look at once: what one looks at
 * is skipped by the others.
 */
public final class PgHoldDeadlines {
  /** Holds that are looked at in one transaction. */
  public static final int MAX_AT_ONCE = 200;

  private PgHoldDeadlines() {}

  /** What is done with holds whose time is up. */
  @FunctionalInterface
  public interface Due {
    void handle(Tx tx, List<TransferId> holds) throws Exception;
  }

  /**
   * Hands over holds whose time is up on the database's clock, and forgets their deadlines.
   *
   * @return whether there may be more
   */
  public static boolean sweep(Postgres postgres, Due due) throws Exception {
    return postgres.inTransaction(
        tx -> {
          List<TransferId> holds = new ArrayList<>();
          tx.execute(
                  """
                  SELECT transfer_id FROM hold_deadline WHERE expires_at <= clock_timestamp()
                  ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
                  """,
                  MAX_AT_ONCE)
              .forEach(row -> holds.add(new TransferId(row.getUUID("transfer_id"))));
          if (!holds.isEmpty()) {
            due.handle(tx, holds);
            tx.update(
                "DELETE FROM hold_deadline WHERE transfer_id = ANY ($1)",
                (Object) holds.stream().map(TransferId::value).toArray(UUID[]::new));
          }
          return holds.size() == MAX_AT_ONCE;
        });
  }
}
