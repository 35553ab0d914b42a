package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.oidc.model.OAuthClient;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All registered clients. */
public interface Clients {
  /** Registers one; false when there are {@link OAuthClient#MAX_CLIENTS} already. */
  boolean add(OAuthClient client, UserId registeredBy) throws Exception;

  /**
   * Keeps a changed client. Sessions that have more than its scopes end, and codes for what it may
   * ask for no longer are worth nothing. False when the one there is not of the version before.
   */
  boolean change(OAuthClient changed, UserId changedBy, Instant now) throws Exception;

  /** The client of an id. */
  Optional<OAuthClient> find(UUID clientId);

  /** All of them, the newest first. */
  List<OAuthClient> all();

  /** Removes one, with its sessions, codes and consents; false when there is none such. */
  boolean remove(UUID clientId, UserId removedBy) throws Exception;

  /** Remembers the id of an assertion until it expires; false when it was used before. */
  boolean firstUse(UUID clientId, TokenHash assertionId, Instant expiresAt);
}
