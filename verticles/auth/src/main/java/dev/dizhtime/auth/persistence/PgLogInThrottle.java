package dev.dizhtime.auth.persistence;

import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.usecase.LogInThrottle;
import dev.dizhtime.runtime.postgres.Postgres;
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
  public Optional<Duration> begin(EmailAddress email) {
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
                hash(email),
                FREE_FAILURES,
                MAX_WAIT_SECONDS)
            .rowCount();
    return counted == 1 ? Optional.empty() : Optional.of(left(email));
  }

  private Duration left(EmailAddress email) {
    return postgres
        .first(
            """
            SELECT ceil(extract(epoch FROM blocked_until - clock_timestamp()))::int AS seconds
            FROM log_in_failure WHERE address_hash = $1
            """,
            hash(email))
        .map(row -> Duration.ofSeconds(Math.max(1, row.getInteger("seconds"))))
        .orElse(Duration.ofSeconds(1));
  }

  @Override
  public void succeeded(EmailAddress email) {
    postgres.execute("DELETE FROM log_in_failure WHERE address_hash = $1", hash(email));
  }

  @Override
  public void undo(EmailAddress email) {
    postgres.execute(
        """
        UPDATE log_in_failure
        SET failures = greatest(0, failures - 1), blocked_until = clock_timestamp()
        WHERE address_hash = $1
        """,
        hash(email));
  }

  private static Buffer hash(EmailAddress email) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Buffer.buffer(sha.digest(email.value().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
