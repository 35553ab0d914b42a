package dev.dizhtime.auth.persistence;

import dev.dizhtime.runtime.postgres.Postgres;

/** Forgets what is over: a bounded piece at a time, so that nobody waits for it. */
public final class Housekeeping {
  private static final int PIECE = 500;

  private Housekeeping() {}

  /** Forgets sessions that have ended and failures that are old; returns whether there is more. */
  public static boolean run(Postgres postgres) {
    int sessions =
        postgres
            .execute(
                """
                DELETE FROM session WHERE session_id IN (
                  SELECT session_id FROM session WHERE expires_at < clock_timestamp()
                  ORDER BY expires_at LIMIT $1)
                """,
                PIECE)
            .rowCount();
    int failures =
        postgres
            .execute(
                """
                DELETE FROM log_in_failure WHERE address_hash IN (
                  SELECT address_hash FROM log_in_failure
                  WHERE last_at < clock_timestamp() - interval '1 day' ORDER BY last_at LIMIT $1)
                """,
                PIECE)
            .rowCount();
    return sessions == PIECE || failures == PIECE;
  }
}
