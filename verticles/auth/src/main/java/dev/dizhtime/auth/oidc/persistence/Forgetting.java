package dev.dizhtime.auth.oidc.persistence;

import dev.dizhtime.runtime.postgres.Postgres;

/** Forgets codes and assertions that are over: a bounded piece at a time. */
public final class Forgetting {
  private static final int PIECE = 500;

  private Forgetting() {}

  /**
   * Forgets assertions and pushed requests that have expired, and codes a day after, so that a late
   * second use is still noticed; returns whether there is more.
   */
  public static boolean run(Postgres postgres) {
    int codes =
        postgres
            .execute(
                """
                DELETE FROM authorization_code WHERE code_hash IN (
                  SELECT code_hash FROM authorization_code
                  WHERE expires_at < clock_timestamp() - interval '1 day'
                  ORDER BY expires_at LIMIT $1)
                """,
                PIECE)
            .rowCount();
    int assertions =
        postgres
            .execute(
                """
                DELETE FROM client_assertion WHERE (client_id, jti_hash) IN (
                  SELECT client_id, jti_hash FROM client_assertion
                  WHERE expires_at < clock_timestamp() - interval '10 minutes'
                  ORDER BY expires_at LIMIT $1)
                """,
                PIECE)
            .rowCount();
    int pushed =
        postgres
            .execute(
                """
                DELETE FROM pushed_request WHERE request_hash IN (
                  SELECT request_hash FROM pushed_request
                  WHERE expires_at < clock_timestamp()
                  ORDER BY expires_at LIMIT $1)
                """,
                PIECE)
            .rowCount();
    return codes == PIECE || assertions == PIECE || pushed == PIECE;
  }
}
