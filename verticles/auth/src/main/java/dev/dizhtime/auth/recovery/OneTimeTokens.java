package dev.dizhtime.auth.recovery;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** Tokens of 256 random bits that are good once, on the database's clock. */
final class OneTimeTokens {
  private final Postgres postgres;
  private final RefreshTokens random;

  /** A token that goes out, and until when it is good. Never prints. */
  record Issued(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Issued[***]";
    }
  }

  /** Whose it is, and the address that it was sent to. */
  record Holder(UserId userId, EmailAddress email) {}

  OneTimeTokens(Postgres postgres, RefreshTokens random) {
    this.postgres = postgres;
    this.random = random;
  }

  /** Makes one; those that the account had for the same purpose are no longer good. */
  Issued issue(Tx tx, Purpose purpose, Account account) {
    forget(tx, purpose, account.userId());
    String token = random.next();
    Instant expiresAt =
        tx.first(
                """
                INSERT INTO one_time_token (token_hash, purpose, user_id, email, expires_at)
                VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5))
                RETURNING expires_at
                """,
                hash(token),
                purpose,
                account.userId().value(),
                account.email().value(),
                (double) purpose.life().toSeconds())
            .orElseThrow()
            .getOffsetDateTime("expires_at")
            .toInstant();
    return new Issued(token, expiresAt);
  }

  /** Whose a token is, without using it. */
  Optional<Holder> holder(Purpose purpose, String token) {
    return postgres
        .first(
            """
            SELECT user_id, email FROM one_time_token
            WHERE token_hash = $1 AND purpose = $2 AND expires_at > clock_timestamp()
            """,
            hash(token),
            purpose)
        .map(OneTimeTokens::read);
  }

  /** Uses it up; of two who try at once one succeeds. */
  Optional<Holder> use(Tx tx, Purpose purpose, String token) {
    return tx.first(
            """
            DELETE FROM one_time_token
            WHERE token_hash = $1 AND purpose = $2 AND expires_at > clock_timestamp()
            RETURNING user_id, email
            """,
            hash(token),
            purpose)
        .map(OneTimeTokens::read);
  }

  /** Takes back those that an account has. */
  static void forget(Tx tx, Purpose purpose, UserId userId) {
    tx.update(
        "DELETE FROM one_time_token WHERE user_id = $1 AND purpose = $2", userId.value(), purpose);
  }

  private static Holder read(Row row) {
    return new Holder(new UserId(row.getUUID("user_id")), new EmailAddress(row.getString("email")));
  }

  private Buffer hash(String token) {
    return Buffer.buffer(random.hash(token).bytes());
  }
}
