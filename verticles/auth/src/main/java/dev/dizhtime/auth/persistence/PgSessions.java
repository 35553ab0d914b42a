package dev.dizhtime.auth.persistence;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.RefreshToken;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.SecurityEvent.Kind;
import dev.dizhtime.auth.model.Session;
import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.usecase.Recognized;
import dev.dizhtime.auth.usecase.Sessions;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in PostgreSQL. Whoever changes a session holds the lock of its row, so that of two
 * exchanges of one token the second sees the first.
 */
public final class PgSessions implements Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(PgSessions.class);

  private final Postgres postgres;

  public PgSessions(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Optional<Account> begin(Recognized who, Session session, TokenHash token, Instant now)
      throws Exception {
    return postgres.inTransaction(
        tx -> {
          Optional<Account> account = AccountRows.stillGood(tx, who);
          if (account.isEmpty()) {
            return account;
          }
          insert(tx, session, now);
          addToken(tx, session, token, now);
          SecurityLog.record(
              tx, SecurityEvent.of(Kind.LOGGED_IN, session.userId()).on(session.device()));
          return account;
        });
  }

  /**
   * Adds a session that has no refresh token yet. Whoever does has first the account held, by
   * {@link AccountRows#holdForSession}, and then looked whether what begins the session is still
   * good.
   */
  public static void insert(Tx tx, Session session, Instant now) {
    forgetOld(tx, session.userId(), now);
    tx.update(
        """
        INSERT INTO session (session_id, user_id, device, started_at, last_used_at, expires_at)
        VALUES ($1, $2, $3, $4, $4, $5)
        """,
        session.sessionId(),
        session.userId().value(),
        session.device(),
        session.startedAt(),
        session.expiresAt());
  }

  /** Keeps an account's sessions to {@link Session#MAX_PER_ACCOUNT}, the new one included. */
  private static void forgetOld(Tx tx, UserId userId, Instant now) {
    tx.update(
        """
        DELETE FROM session
        WHERE user_id = $1
          AND (expires_at <= $2
               OR session_id IN (SELECT session_id FROM session WHERE user_id = $1
                                 ORDER BY started_at DESC OFFSET $3))
        """,
        userId.value(),
        now,
        Session.MAX_PER_ACCOUNT - 1);
  }

  @Override
  public Optional<Going> exchange(TokenHash presented, TokenHash next, Instant now)
      throws Exception {
    return postgres.inTransaction(
        tx ->
            rotate(tx, presented, next, null, now)
                .flatMap(
                    session ->
                        AccountRows.find(tx, session.userId())
                            .map(account -> new Going(session, account))));
  }

  /**
   * Exchanges a refresh token within a transaction.
   *
   * @param clientId whose the session must be; null for one that is no client's
   * @return the session; empty as for {@link #exchange}, and when the session is another's
   */
  public static Optional<Session> rotate(
      Tx tx, TokenHash presented, TokenHash next, UUID clientId, Instant now) {
    Optional<RefreshToken> token = lock(tx, presented, clientId);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    Session session = token.get().session();
    return switch (token.get().judge(now)) {
      case OVER -> Optional.empty();
      case REUSED -> {
        tx.afterCommit(
            () -> LOG.warn("a refresh token of user {} was used twice", session.userId()));
        revoke(tx, session.sessionId(), now);
        SecurityLog.record(
            tx, SecurityEvent.of(Kind.REFRESH_TOKEN_REUSED, session.userId()).on(session.device()));
        yield Optional.empty();
      }
      case GOOD -> {
        use(tx, session, presented, now);
        addToken(tx, session, next, now);
        yield Optional.of(session);
      }
    };
  }

  /** The first use counts, so that trying again does not make the grace longer. */
  private static void use(Tx tx, Session session, TokenHash token, Instant now) {
    tx.update(
        "UPDATE refresh_token SET used_at = coalesce(used_at, $2) WHERE token_hash = $1",
        bytea(token),
        now);
    tx.update(
        "UPDATE session SET last_used_at = $2 WHERE session_id = $1", session.sessionId(), now);
  }

  @Override
  public List<Known> of(UserId userId, Instant now) {
    List<Known> sessions = new ArrayList<>();
    postgres
        .execute(
            """
            SELECT session_id, user_id, device, started_at, expires_at AS session_expires_at,
                   last_used_at, (SELECT name FROM oauth_client c WHERE c.client_id = s.client_id)
            FROM session s WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
            ORDER BY last_used_at DESC, session_id LIMIT $3
            """,
            userId.value(),
            now,
            Session.MAX_PER_ACCOUNT)
        .forEach(
            row ->
                sessions.add(
                    new Known(
                        session(row),
                        instant(row, "last_used_at"),
                        Optional.ofNullable(row.getString("name")))));
    return sessions;
  }

  @Override
  public boolean end(UserId userId, UUID sessionId, Instant now) throws Exception {
    return postgres.inTransaction(
        tx -> {
          Optional<Row> ended =
              tx.first(
                  """
                  UPDATE session SET revoked_at = $3
                  WHERE session_id = $2 AND user_id = $1 AND revoked_at IS NULL AND expires_at > $3
                  RETURNING device
                  """,
                  userId.value(),
                  sessionId,
                  now);
          ended.ifPresent(
              row ->
                  SecurityLog.record(
                      tx,
                      SecurityEvent.of(Kind.SESSION_ENDED, userId).on(row.getString("device"))));
          return ended.isPresent();
        });
  }

  @Override
  public void endAll(UserId userId, UUID butThis, Instant now) throws Exception {
    postgres.inTransaction(
        tx -> {
          revokeAll(tx, userId, butThis, now);
          SecurityLog.record(tx, SecurityEvent.of(Kind.SESSIONS_ENDED, userId));
          return null;
        });
  }

  /**
   * Ends an account's sessions, but for one; all when that is null. A log-in that waits for its
   * code does so no more: it was begun with what may no longer be right. One that is just beginning
   * its session has done so before, or sees what has changed: both hold the account.
   */
  public static void revokeAll(Tx tx, UserId userId, UUID butThis, Instant now) {
    AccountRows.hold(tx, userId);
    tx.update(
        """
        UPDATE session SET revoked_at = $2
        WHERE user_id = $1 AND revoked_at IS NULL AND session_id IS DISTINCT FROM $3
        """,
        userId.value(),
        now,
        butThis);
    tx.update("DELETE FROM log_in_challenge WHERE user_id = $1", userId.value());
  }

  @Override
  public void end(TokenHash token, Instant now) throws Exception {
    postgres.inTransaction(
        tx -> {
          lock(tx, token, null)
              .filter(known -> known.revokedAt() == null)
              .map(RefreshToken::session)
              .ifPresent(
                  session -> {
                    revoke(tx, session.sessionId(), now);
                    SecurityLog.record(
                        tx,
                        SecurityEvent.of(Kind.LOGGED_OUT, session.userId()).on(session.device()));
                  });
          return null;
        });
  }

  private static Optional<RefreshToken> lock(Tx tx, TokenHash hash, UUID clientId) {
    // First the session's row, then the token as it is after whoever had the lock before us.
    return tx.first(
            """
            SELECT session_id FROM session
            WHERE session_id = (SELECT session_id FROM refresh_token WHERE token_hash = $1)
              AND client_id IS NOT DISTINCT FROM $2
            FOR UPDATE
            """,
            bytea(hash),
            clientId)
        .flatMap(
            _ ->
                tx.first(
                    """
                    SELECT s.session_id, s.user_id, s.device, s.started_at,
                           s.expires_at AS session_expires_at, s.revoked_at, t.expires_at, t.used_at
                    FROM refresh_token t JOIN session s USING (session_id)
                    WHERE t.token_hash = $1
                    """,
                    bytea(hash)))
        .map(PgSessions::token);
  }

  private static RefreshToken token(Row row) {
    return new RefreshToken(
        session(row),
        instant(row, "expires_at"),
        instant(row, "used_at"),
        instant(row, "revoked_at"));
  }

  private static Session session(Row row) {
    return new Session(
        row.getUUID("session_id"),
        new UserId(row.getUUID("user_id")),
        row.getString("device"),
        instant(row, "started_at"),
        instant(row, "session_expires_at"));
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** Gives a session one more refresh token. */
  public static void addToken(Tx tx, Session session, TokenHash hash, Instant now) {
    tx.update(
        """
        INSERT INTO refresh_token (token_hash, session_id, issued_at, expires_at)
        VALUES ($1, $2, $3, $4)
        """,
        bytea(hash),
        session.sessionId(),
        now,
        session.tokenExpiry(now));
  }

  /** Ends a session; nothing happens when there is none such. */
  public static void revoke(Tx tx, UUID sessionId, Instant now) {
    tx.update(
        "UPDATE session SET revoked_at = coalesce(revoked_at, $2) WHERE session_id = $1",
        sessionId,
        now);
  }

  private static Buffer bytea(TokenHash hash) {
    return Buffer.buffer(hash.bytes());
  }
}
