package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What people let third parties do. */
public interface Consents {
  /** A third party that someone let in. */
  record Connected(UUID clientId, String name, List<String> scopes, Instant givenAt) {}

  /** The scopes that someone gave a client; none when they were never asked. */
  Set<String> given(UserId userId, UUID clientId);

  /** Adds scopes to those given. */
  void give(UserId userId, UUID clientId, Collection<String> scopes, Instant now) throws Exception;

  /**
   * Whom someone let in, the latest first; {@link
   * dev.dizhtime.auth.oidc.model.OAuthClient#MAX_CLIENTS} at most.
   */
  List<Connected> of(UserId userId);

  /** Takes a consent back and ends the client's sessions; false when there was none. */
  boolean revoke(UserId userId, UUID clientId, Instant now) throws Exception;
}
