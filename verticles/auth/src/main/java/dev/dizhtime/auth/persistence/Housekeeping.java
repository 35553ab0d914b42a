package dev.dizhtime.auth.persistence;

import dev.dizhtime.runtime.postgres.Postgres;

/** Forgets what is over: a bounded piece at a time, so that nobody waits for it. */
public final class Housekeeping {
  private static final int PIECE = 500;

  private Housekeeping() {}

  /** Forgets what has ended or is old; returns whether there is more. */
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
    boolean more = sessions == PIECE || failures == PIECE;
    more |=
        forget(postgres, "log_in_challenge", "challenge_hash", "expires_at < clock_timestamp()");
    more |= forget(postgres, "staff_invitation", "invitation_id", "expires_at < clock_timestamp()");
    more |= forget(postgres, "one_time_token", "token_hash", "expires_at < clock_timestamp()");
    more |=
        forget(
            postgres,
            "ended_session",
            "session_id",
            "ended_at < clock_timestamp() - interval '1 hour'");
    more |=
        forget(
            postgres,
            "mail_allowance",
            "(address_hash, purpose)",
            "since < clock_timestamp() - interval '1 hour'");
    return more;
  }

  /** All arguments are words of ours. */
  private static boolean forget(Postgres postgres, String table, String key, String when) {
    String columns = key.replace("(", "").replace(")", "");
    return postgres
            .execute(
                "DELETE FROM %s WHERE %s IN (SELECT %s FROM %s WHERE %s LIMIT $1)"
                    .formatted(table, key, columns, table, when),
                PIECE)
            .rowCount()
        == PIECE;
  }
}
