package dev.dizhtime.auth.oidc.persistence;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.Session;
import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.oidc.usecase.BrowserSessions;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.persistence.PgSessions;
import dev.dizhtime.auth.usecase.Recognized;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Browser sessions in PostgreSQL: a session like any other, without a refresh token. */
public final class PgBrowserSessions implements BrowserSessions {
  private final Postgres postgres;

  public PgBrowserSessions(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public boolean begin(Recognized who, String device, TokenHash cookie, Instant now)
      throws Exception {
    UserId userId = who.account().userId();
    Session session = new Session(UUID.randomUUID(), userId, device, now, now.plus(MAX_AGE));
    return postgres.inTransaction(
        tx -> {
          if (AccountRows.stillGood(tx, who).isEmpty()) {
            return false;
          }
          PgSessions.insert(tx, session, now);
          SecurityLog.record(tx, SecurityEvent.of(SecurityEvent.Kind.LOGGED_IN, userId).on(device));
          tx.update(
              """
              INSERT INTO browser_session (token_hash, session_id, authenticated_at)
              VALUES ($1, $2, $3)
              """,
              Rows.bytea(cookie),
              session.sessionId(),
              now);
          return true;
        });
  }

  @Override
  public Optional<BrowserSession> find(TokenHash cookie, Instant now) {
    return postgres
        .first(
            "WITH used AS (UPDATE session SET last_used_at = $2 WHERE revoked_at IS NULL"
                + " AND expires_at > $2 AND session_id ="
                + " (SELECT session_id FROM browser_session WHERE token_hash = $1)"
                + " RETURNING session_id, user_id) SELECT used.session_id, b.authenticated_at, "
                + AccountRows.COLUMNS
                + " FROM used JOIN browser_session b USING (session_id)"
                + " JOIN account USING (user_id)",
            Rows.bytea(cookie),
            now)
        .map(
            row ->
                new BrowserSession(
                    row.getUUID("session_id"),
                    AccountRows.read(row),
                    Rows.instant(row, "authenticated_at")));
  }

  @Override
  public void end(TokenHash cookie, Instant now) {
    postgres.execute(
        """
        UPDATE session SET revoked_at = $2 WHERE revoked_at IS NULL
          AND session_id = (SELECT session_id FROM browser_session WHERE token_hash = $1)
        """,
        Rows.bytea(cookie),
        now);
  }
}
