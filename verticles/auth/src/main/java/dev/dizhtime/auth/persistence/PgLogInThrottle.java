package dev.dizhtime.auth.persistence;

import dev.dizhtime.auth.usecase.LogInThrottle;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;

/** Failed log-ins in PostgreSQL, on its clock, shared by all instances. */
public final class PgLogInThrottle implements LogInThrottle {
  private final Postgres postgres;

  public PgLogInThrottle(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Optional<Duration> begin(String subject) {
    int counted =
        postgres
            .execute(
                """
                INSERT INTO log_in_failure AS f (address_hash, failures, last_at, blocked_until)
                VALUES ($1, 1, clock_timestamp(), clock_timestamp())
                ON CONFLICT (address_hash) DO UPDATE SET
                  failures = CASE WHEN f.last_at < clock_timestamp() - interval '1 day' THEN 1
                                  ELSE f.failures + 1 END,
                  last_at = clock_timestamp(),
                  blocked_until = clock_timestamp() + make_interval(secs =>
                    CASE WHEN f.last_at < clock_timestamp() - interval '1 day'
                           OR f.failures < $2 THEN 0
                         ELSE least($3, power(2, least(f.failures + 1 - $2, 20))) END)
                WHERE f.blocked_until <= clock_timestamp()
                """,
                hash(subject),
                FREE_FAILURES,
                MAX_WAIT_SECONDS)
            .rowCount();
    return counted == 1 ? Optional.empty() : Optional.of(left(subject));
  }

  private Duration left(String subject) {
    return postgres
        .first(
            """
            SELECT ceil(extract(epoch FROM blocked_until - clock_timestamp()))::int AS seconds
            FROM log_in_failure WHERE address_hash = $1
            """,
            hash(subject))
        .map(row -> Duration.ofSeconds(Math.max(1, row.getInteger("seconds"))))
        .orElse(Duration.ofSeconds(1));
  }

  @Override
  public void succeeded(String subject) {
    postgres.execute("DELETE FROM log_in_failure WHERE address_hash = $1", hash(subject));
  }

  /** Forgets the failures of a subject, if and when the transaction commits. */
  public static void forget(Tx tx, String subject) {
    tx.update("DELETE FROM log_in_failure WHERE address_hash = $1", hash(subject));
  }

  @Override
  public void undo(String subject) {
    postgres.execute(
        """
        UPDATE log_in_failure
        SET failures = greatest(0, failures - 1), blocked_until = clock_timestamp()
        WHERE address_hash = $1
        """,
        hash(subject));
  }

  private static Buffer hash(String subject) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Buffer.buffer(sha.digest(subject.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
