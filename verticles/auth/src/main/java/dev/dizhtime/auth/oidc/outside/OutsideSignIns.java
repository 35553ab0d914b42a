package dev.dizhtime.auth.oidc.outside;

import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.runtime.postgres.Postgres;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Sign-ins that wait for someone to come back, in PostgreSQL. */
final class OutsideSignIns {
  /** How long one waits. */
  static final int LIFE_SECONDS = 600;

  private static final int PIECE = 500;

  private final Postgres postgres;
  private final RefreshTokens random;

  /**
   * One of them.
   *
   * @param asking the request to authorize with which it began
   */
  record SignIn(String nonce, String verifier, String asking) {}

  OutsideSignIns(Postgres postgres, RefreshTokens random) {
    this.postgres = postgres;
    this.random = random;
  }

  void begin(OutsideProvider provider, String state, String browser, SignIn signIn) {
    postgres.execute(
        """
        INSERT INTO outside_sign_in
          (state_hash, browser_hash, provider, nonce, verifier, asking, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(secs => $7))
        """,
        hash(state),
        hash(browser),
        provider.name(),
        signIn.nonce(),
        signIn.verifier(),
        signIn.asking(),
        (double) LIFE_SECONDS);
  }

  /** The sign-in with that state, if this browser began it with that provider; it waits no more. */
  Optional<SignIn> take(OutsideProvider provider, String state, String browser) {
    return postgres
        .first(
            """
            DELETE FROM outside_sign_in
            WHERE state_hash = $1 AND browser_hash = $2 AND provider = $3
              AND expires_at > clock_timestamp()
            RETURNING nonce, verifier, asking
            """,
            hash(state),
            hash(browser),
            provider.name())
        .map(
            row ->
                new SignIn(
                    row.getString("nonce"), row.getString("verifier"), row.getString("asking")));
  }

  /** Forgets those that waited too long, a bounded piece; returns whether there is more. */
  static boolean forget(Postgres postgres) {
    return postgres
            .execute(
                """
                DELETE FROM outside_sign_in WHERE state_hash IN (
                  SELECT state_hash FROM outside_sign_in WHERE expires_at < clock_timestamp()
                  ORDER BY expires_at LIMIT $1)
                """,
                PIECE)
            .rowCount()
        == PIECE;
  }

  private Buffer hash(String text) {
    return Buffer.buffer(random.hash(text).bytes());
  }
}
