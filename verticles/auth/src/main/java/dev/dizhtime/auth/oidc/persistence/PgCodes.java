package dev.dizhtime.auth.oidc.persistence;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.Session;
import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.oidc.usecase.ClientGrant;
import dev.dizhtime.auth.oidc.usecase.Codes;
import dev.dizhtime.auth.persistence.AccountRows;
import dev.dizhtime.auth.persistence.PgSessions;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Codes in PostgreSQL. Whoever presents one holds the lock of its row. */
public final class PgCodes implements Codes {
  private final Postgres postgres;

  public PgCodes(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public void add(TokenHash hash, Code code, Instant now) {
    postgres.execute(
        """
        INSERT INTO authorization_code (code_hash, client_id, browser_session_id, redirect_uri,
          scopes, code_challenge, nonce, device, authenticated_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        Rows.bytea(hash),
        code.clientId(),
        code.browserSessionId(),
        code.redirectUri(),
        Rows.array(code.scopes()),
        code.challenge(),
        code.nonce().orElse(null),
        code.device(),
        code.authenticatedAt(),
        now.plus(LIFETIME));
  }

  @Override
  public Redemption redeem(Presented presented, TokenHash refreshToken, Instant now)
      throws Exception {
    return postgres.inTransaction(
        tx -> {
          Optional<Row> found = lock(tx, presented.code());
          if (found.isEmpty()) {
            return new Redemption.Refused("there is no such code");
          }
          Row row = found.get();
          if (!row.getUUID("client_id").equals(presented.client().clientId())) {
            return new Redemption.Refused("it was given to another client");
          }
          if (row.getOffsetDateTime("used_at") != null) {
            PgSessions.revoke(tx, row.getUUID("session_id"), now);
            SecurityLog.record(
                tx,
                SecurityEvent.of(SecurityEvent.Kind.CODE_REUSED, null)
                    .with("client " + presented.client().clientId()));
            return new Redemption.Refused("it was used before; what it gave is revoked");
          }
          Optional<String> complaint = complaint(row, presented, now);
          if (complaint.isPresent()) {
            use(tx, presented.code(), null, now);
            return new Redemption.Refused(complaint.get());
          }
          return begin(tx, row, presented, refreshToken, now);
        });
  }

  private static Optional<Row> lock(Tx tx, TokenHash code) {
    return tx.first(
        "SELECT * FROM authorization_code WHERE code_hash = $1 FOR UPDATE", Rows.bytea(code));
  }

  private static Optional<String> complaint(Row row, Presented presented, Instant now) {
    if (!now.isBefore(Rows.instant(row, "expires_at"))) {
      return Optional.of("it has expired");
    }
    if (!presented.redirectUri().equals(Optional.of(row.getString("redirect_uri")))) {
      return Optional.of("it was sent to another redirect URI");
    }
    if (!presented.client().scopes().containsAll(Rows.texts(row, "scopes"))) {
      return Optional.of("the client may not ask for that any more");
    }
    boolean verified =
        MessageDigest.isEqual(
            presented.challenge().getBytes(StandardCharsets.US_ASCII),
            row.getString("code_challenge").getBytes(StandardCharsets.US_ASCII));
    return verified ? Optional.empty() : Optional.of("the verifier is another");
  }

  private static Redemption begin(
      Tx tx, Row row, Presented presented, TokenHash refreshToken, Instant now) {
    Optional<Account> account = signedIn(tx, row.getUUID("browser_session_id"), now);
    if (account.isEmpty()) {
      use(tx, presented.code(), null, now);
      return new Redemption.Refused("the person has signed out");
    }
    Session session =
        Session.begin(UUID.randomUUID(), account.get().userId(), row.getString("device"), now);
    PgSessions.insert(tx, session, now);
    List<String> scopes = Rows.texts(row, "scopes");
    Instant authenticatedAt = Rows.instant(row, "authenticated_at");
    tx.update(
        """
        UPDATE session SET client_id = $2, scopes = $3, authenticated_at = $4
        WHERE session_id = $1
        """,
        session.sessionId(),
        presented.client().clientId(),
        Rows.array(scopes),
        authenticatedAt);
    if (presented.client().refreshes(Set.copyOf(scopes))) {
      PgSessions.addToken(tx, session, refreshToken, now);
    }
    use(tx, presented.code(), session.sessionId(), now);
    return new Redemption.Granted(
        new ClientGrant(
            presented.client().clientId(),
            session.sessionId(),
            account.get(),
            scopes,
            authenticatedAt),
        Optional.ofNullable(row.getString("nonce")));
  }

  /** Holds the account first: whoever ends all its sessions has done so, or waits for us. */
  private static Optional<Account> signedIn(Tx tx, UUID browserSessionId, Instant now) {
    tx.first("SELECT user_id FROM session WHERE session_id = $1", browserSessionId)
        .ifPresent(row -> AccountRows.holdForSession(tx, new UserId(row.getUUID("user_id"))));
    return tx.first(
            "SELECT "
                + AccountRows.COLUMNS
                + " FROM session JOIN account USING (user_id)"
                + " WHERE session_id = $1 AND revoked_at IS NULL AND expires_at > $2",
            browserSessionId,
            now)
        .map(AccountRows::read);
  }

  private static void use(Tx tx, TokenHash code, UUID sessionId, Instant now) {
    tx.update(
        "UPDATE authorization_code SET used_at = $2, session_id = $3 WHERE code_hash = $1",
        Rows.bytea(code),
        now,
        sessionId);
  }
}
