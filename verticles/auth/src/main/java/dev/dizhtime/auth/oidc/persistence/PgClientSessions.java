package dev.dizhtime.auth.oidc.persistence;

import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.oidc.usecase.ClientGrant;
import dev.dizhtime.auth.oidc.usecase.ClientSessions;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.persistence.PgSessions;
import dev.dizhtime.runtime.postgres.Postgres;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Clients' sessions in PostgreSQL; refresh tokens are exchanged as those of all sessions are. */
public final class PgClientSessions implements ClientSessions {
  private static final String GRANT =
      "session.client_id, session.session_id, session.scopes, session.authenticated_at, "
          + AccountRows.COLUMNS;

  private static final String GOING_ON =
      " FROM session JOIN account USING (user_id) WHERE session.session_id = $1"
          + " AND session.client_id IS NOT NULL AND session.revoked_at IS NULL"
          + " AND session.expires_at > $2";

  private final Postgres postgres;

  public PgClientSessions(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Optional<ClientGrant> refresh(
      TokenHash presented, TokenHash next, UUID clientId, Collection<String> wanted, Instant now)
      throws Exception {
    return postgres.inTransaction(
        tx -> {
          Optional<ClientGrant> grant =
              PgSessions.rotate(tx, presented, next, clientId, now)
                  .flatMap(
                      session -> tx.first("SELECT " + GRANT + GOING_ON, session.sessionId(), now))
                  .map(PgClientSessions::grant);
          if (grant.isPresent() && !grant.get().scopes().containsAll(wanted)) {
            throw new ScopeExceededException();
          }
          return grant;
        });
  }

  @Override
  public boolean goesOn(UUID sessionId, Instant now) {
    return postgres
        .first(
            "SELECT 1 FROM session WHERE session_id = $1 AND revoked_at IS NULL AND expires_at >"
                + " $2",
            sessionId,
            now)
        .isPresent();
  }

  @Override
  public Optional<ClientGrant> find(UUID sessionId, Instant now) {
    return postgres
        .first("SELECT " + GRANT + GOING_ON, sessionId, now)
        .map(PgClientSessions::grant);
  }

  @Override
  public Optional<Refreshable> find(TokenHash refreshToken, Instant now) {
    return postgres
        .first(
            "SELECT "
                + GRANT
                + ", t.expires_at AS token_expires_at FROM refresh_token t"
                + " JOIN session USING (session_id) JOIN account USING (user_id)"
                + " WHERE t.token_hash = $1 AND t.used_at IS NULL AND t.expires_at > $2"
                + " AND session.client_id IS NOT NULL AND session.revoked_at IS NULL",
            Rows.bytea(refreshToken),
            now)
        .map(row -> new Refreshable(grant(row), Rows.instant(row, "token_expires_at")));
  }

  @Override
  public void end(UUID clientId, UUID sessionId, Instant now) {
    postgres.execute(
        """
        UPDATE session SET revoked_at = $3
        WHERE session_id = $2 AND client_id = $1 AND revoked_at IS NULL
        """,
        clientId,
        sessionId,
        now);
  }

  @Override
  public void end(UUID clientId, TokenHash refreshToken, Instant now) {
    postgres.execute(
        """
        UPDATE session SET revoked_at = $3
        WHERE session_id = (SELECT session_id FROM refresh_token WHERE token_hash = $2)
          AND client_id = $1 AND revoked_at IS NULL
        """,
        clientId,
        Rows.bytea(refreshToken),
        now);
  }

  private static ClientGrant grant(Row row) {
    return new ClientGrant(
        row.getUUID("client_id"),
        row.getUUID("session_id"),
        AccountRows.read(row),
        Rows.texts(row, "scopes"),
        Rows.instant(row, "authenticated_at"));
  }
}
