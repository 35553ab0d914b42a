package dev.dizhtime.auth.oidc.persistence;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.SecurityEvent.Kind;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.usecase.Consents;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Consents in PostgreSQL. */
public final class PgConsents implements Consents {
  private final Postgres postgres;

  public PgConsents(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Set<String> given(UserId userId, UUID clientId) {
    return postgres
        .first(
            "SELECT scopes FROM consent WHERE user_id = $1 AND client_id = $2",
            userId.value(),
            clientId)
        .map(row -> Set.copyOf(Rows.texts(row, "scopes")))
        .orElse(Set.of());
  }

  @Override
  public void give(UserId userId, UUID clientId, Collection<String> scopes, Instant now)
      throws Exception {
    postgres.inTransaction(
        tx -> {
          tx.update(
              """
              INSERT INTO consent (user_id, client_id, scopes, given_at) VALUES ($1, $2, $3, $4)
              ON CONFLICT (user_id, client_id) DO UPDATE SET given_at = $4,
                scopes = ARRAY(SELECT unnest(consent.scopes) UNION SELECT unnest(excluded.scopes))
              """,
              userId.value(),
              clientId,
              Rows.array(scopes),
              now);
          SecurityLog.record(tx, event(Kind.CLIENT_LET_IN, userId, clientId));
          return null;
        });
  }

  private static SecurityEvent event(Kind kind, UserId userId, UUID clientId) {
    return SecurityEvent.of(kind, userId).with("client " + clientId);
  }

  @Override
  public List<Connected> of(UserId userId) {
    List<Connected> connected = new ArrayList<>();
    postgres
        .execute(
            """
            SELECT c.client_id, k.name, c.scopes, c.given_at
            FROM consent c JOIN oauth_client k USING (client_id)
            WHERE c.user_id = $1 ORDER BY c.given_at DESC, c.client_id LIMIT $2
            """,
            userId.value(),
            OAuthClient.MAX_CLIENTS)
        .forEach(
            row ->
                connected.add(
                    new Connected(
                        row.getUUID("client_id"),
                        row.getString("name"),
                        Rows.texts(row, "scopes"),
                        Rows.instant(row, "given_at"))));
    return connected;
  }

  @Override
  public boolean revoke(UserId userId, UUID clientId, Instant now) throws Exception {
    return postgres.inTransaction(
        tx -> {
          int consents =
              tx.update(
                  "DELETE FROM consent WHERE user_id = $1 AND client_id = $2",
                  userId.value(),
                  clientId);
          tx.update(
              """
              UPDATE session SET revoked_at = $3
              WHERE user_id = $1 AND client_id = $2 AND revoked_at IS NULL
              """,
              userId.value(),
              clientId,
              now);
          if (consents == 1) {
            SecurityLog.record(tx, event(Kind.CLIENT_SHUT_OUT, userId, clientId));
          }
          return consents == 1;
        });
  }
}
