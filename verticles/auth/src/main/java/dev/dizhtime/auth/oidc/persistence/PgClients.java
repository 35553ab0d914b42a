package dev.dizhtime.auth.oidc.persistence;

import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.model.AccountRole;
import dev.dizhtime.auth.model.SecurityEvent;
import dev.dizhtime.auth.model.SecurityEvent.Kind;
import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.oidc.model.ClientProof;
import dev.dizhtime.auth.oidc.model.GrantKind;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.auth.oidc.usecase.Clients;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.postgres.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Clients in PostgreSQL. */
public final class PgClients implements Clients {
  private static final String NO_KEYS = "{\"keys\":[]}";

  private final Postgres postgres;

  public PgClients(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public boolean add(OAuthClient client, UserId registeredBy) throws Exception {
    return postgres.inTransaction(
        tx -> {
          tx.execute("LOCK TABLE oauth_client IN SHARE ROW EXCLUSIVE MODE");
          long there =
              tx.first("SELECT count(*) AS n FROM oauth_client").orElseThrow().getLong("n");
          if (there >= OAuthClient.MAX_CLIENTS) {
            return false;
          }
          insert(tx, client, registeredBy);
          SecurityLog.record(tx, event(Kind.CLIENT_REGISTERED, registeredBy, client.clientId()));
          return true;
        });
  }

  private static void insert(Tx tx, OAuthClient client, UserId registeredBy) {
    tx.update(
        """
        INSERT INTO oauth_client (client_id, name, authentication, secret_hash, jwks, jwks_uri,
          first_party,
          redirect_uris, post_logout_redirect_uris, grants, scopes, roles, registered_by, registered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """,
        client.clientId(),
        client.name(),
        client.proof(),
        client.secretHash().map(Rows::bytea).orElse(null),
        keys(client),
        client.jwksUri().map(URI::toString).orElse(null),
        client.firstParty(),
        Rows.array(client.redirectUris()),
        Rows.array(client.postLogoutRedirectUris()),
        client.grants().stream().map(Enum::name).toArray(String[]::new),
        Rows.array(client.scopes()),
        client.roles().stream().map(AccountRole::wireName).toArray(String[]::new),
        registeredBy.value(),
        client.registeredAt());
  }

  /** Whose keys are at an address has none here, which the version before understands. */
  private static String keys(OAuthClient client) {
    return client.jwks().or(() -> client.jwksUri().map(_ -> NO_KEYS)).orElse(null);
  }

  @Override
  public boolean change(OAuthClient changed, UserId changedBy, Instant now) throws Exception {
    return postgres.inTransaction(
        tx -> {
          if (update(tx, changed) == 0) {
            return false;
          }
          tx.update(
              """
              UPDATE session SET revoked_at = $3
              WHERE client_id = $1 AND revoked_at IS NULL AND NOT scopes <@ $2
              """,
              changed.clientId(),
              Rows.array(changed.scopes()),
              now);
          tx.update(
              """
              DELETE FROM authorization_code
              WHERE client_id = $1 AND used_at IS NULL
                AND NOT (scopes <@ $2 AND redirect_uri = ANY ($3))
              """,
              changed.clientId(),
              Rows.array(changed.scopes()),
              Rows.array(changed.redirectUris()));
          SecurityLog.record(tx, event(Kind.CLIENT_CHANGED, changedBy, changed.clientId()));
          return true;
        });
  }

  private static int update(Tx tx, OAuthClient changed) {
    return tx.update(
        """
        UPDATE oauth_client
        SET name = $3, jwks = $4, jwks_uri = $5, redirect_uris = $6,
          post_logout_redirect_uris = $7, scopes = $8, version = version + 1
        WHERE client_id = $1 AND version = $2::bigint - 1
        """,
        changed.clientId(),
        changed.version(),
        changed.name(),
        keys(changed),
        changed.jwksUri().map(URI::toString).orElse(null),
        Rows.array(changed.redirectUris()),
        Rows.array(changed.postLogoutRedirectUris()),
        Rows.array(changed.scopes()));
  }

  @Override
  public Optional<OAuthClient> find(UUID clientId) {
    return postgres
        .first("SELECT * FROM oauth_client WHERE client_id = $1", clientId)
        .map(PgClients::client);
  }

  @Override
  public List<OAuthClient> all() {
    List<OAuthClient> all = new ArrayList<>();
    postgres
        .execute(
            "SELECT * FROM oauth_client ORDER BY registered_at DESC, client_id LIMIT $1",
            OAuthClient.MAX_CLIENTS)
        .forEach(row -> all.add(client(row)));
    return all;
  }

  @Override
  public boolean remove(UUID clientId, UserId removedBy) throws Exception {
    return postgres.inTransaction(
        tx -> {
          if (tx.update("DELETE FROM oauth_client WHERE client_id = $1", clientId) == 0) {
            return false;
          }
          SecurityLog.record(tx, event(Kind.CLIENT_REMOVED, removedBy, clientId));
          return true;
        });
  }

  private static SecurityEvent event(Kind kind, UserId actor, UUID clientId) {
    return SecurityEvent.of(kind, null).by(actor).with("client " + clientId);
  }

  @Override
  public boolean firstUse(UUID clientId, TokenHash assertionId, Instant expiresAt) {
    return postgres
            .execute(
                """
                INSERT INTO client_assertion (client_id, jti_hash, expires_at) VALUES ($1, $2, $3)
                ON CONFLICT DO NOTHING
                """,
                clientId,
                Rows.bytea(assertionId),
                expiresAt)
            .rowCount()
        == 1;
  }

  private static OAuthClient client(Row row) {
    Optional<URI> jwksUri = Optional.ofNullable(row.getString("jwks_uri")).map(URI::create);
    return new OAuthClient(
        row.getUUID("client_id"),
        row.getString("name"),
        ClientProof.valueOf(row.getString("authentication")),
        Optional.ofNullable(row.getBuffer("secret_hash")).map(Buffer::getBytes).map(TokenHash::new),
        Optional.ofNullable(row.getString("jwks")).filter(_ -> jwksUri.isEmpty()),
        jwksUri,
        row.getBoolean("first_party"),
        Set.copyOf(Rows.texts(row, "redirect_uris")),
        Set.copyOf(Rows.texts(row, "post_logout_redirect_uris")),
        Rows.texts(row, "grants").stream().map(GrantKind::valueOf).collect(Collectors.toSet()),
        Set.copyOf(Rows.texts(row, "scopes")),
        Rows.texts(row, "roles").stream().map(AccountRole::of).collect(Collectors.toSet()),
        Rows.instant(row, "registered_at"),
        row.getLong("version"));
  }
}
