package dev.dizhtime.auth.secondfactor;

import dev.dizhtime.auth.usecase.LogInChallenges;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Log-ins that wait for a code, in PostgreSQL. */
public final class PgLogInChallenges implements LogInChallenges {
  /** How long one waits for its code. */
  static final int LIFE_SECONDS = 300;

  /** How many of one account wait at a time; one more ends the oldest. */
  static final int MAX_PER_ACCOUNT = 5;

  private final Postgres postgres;
  private final RefreshTokens random;

  public PgLogInChallenges(Postgres postgres, RefreshTokens random) {
    this.postgres = postgres;
    this.random = random;
  }

  @Override
  public String open(UserId userId) throws Exception {
    String challenge = random.next();
    return postgres.inTransaction(
        tx -> {
          tx.update(
              """
              DELETE FROM log_in_challenge WHERE challenge_hash IN (
                SELECT challenge_hash FROM log_in_challenge WHERE user_id = $1
                ORDER BY expires_at DESC OFFSET $2)
              """,
              userId.value(),
              MAX_PER_ACCOUNT - 1);
          tx.update(
              """
              INSERT INTO log_in_challenge (challenge_hash, user_id, expires_at)
              VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
              """,
              hash(challenge),
              userId.value(),
              (double) LIFE_SECONDS);
          return challenge;
        });
  }

  /** Whose log-in waits for a code with this challenge. */
  Optional<UserId> find(String challenge) {
    return postgres
        .first(
            """
            SELECT user_id FROM log_in_challenge
            WHERE challenge_hash = $1 AND expires_at > clock_timestamp()
            """,
            hash(challenge))
        .map(row -> new UserId(row.getUUID("user_id")));
  }

  /** The log-in waits no more; of two at once one closes it. */
  boolean close(Tx tx, String challenge) {
    return tx.update("DELETE FROM log_in_challenge WHERE challenge_hash = $1", hash(challenge))
        == 1;
  }

  private Buffer hash(String challenge) {
    return Buffer.buffer(random.hash(challenge).bytes());
  }
}
