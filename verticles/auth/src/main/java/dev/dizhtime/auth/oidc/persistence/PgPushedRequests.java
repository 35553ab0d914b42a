package dev.dizhtime.auth.oidc.persistence;

import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.oidc.usecase.PushedRequests;
import dev.dizhtime.runtime.postgres.Postgres;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Pushed requests in PostgreSQL. */
public final class PgPushedRequests implements PushedRequests {
  private final Postgres postgres;

  public PgPushedRequests(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public void add(TokenHash name, UUID clientId, String parameters, Instant now) {
    postgres.execute(
        """
        INSERT INTO pushed_request (request_hash, client_id, parameters, expires_at)
        VALUES ($1, $2, $3, $4)
        """,
        Rows.bytea(name),
        clientId,
        parameters,
        now.plus(LIFETIME));
  }

  @Override
  public Optional<String> take(TokenHash name, UUID clientId, Instant now) {
    return postgres
        .first(
            """
            DELETE FROM pushed_request WHERE request_hash = $1 AND client_id = $2
            RETURNING parameters, expires_at
            """,
            Rows.bytea(name),
            clientId)
        .filter(row -> now.isBefore(Rows.instant(row, "expires_at")))
        .map(row -> row.getString("parameters"));
  }
}
