package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.auth.model.TokenHash;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Sessions that clients were given. */
public interface ClientSessions {
  /** More is asked for than was given. */
  final class ScopeExceededException extends Exception {
    private static final long serialVersionUID = 1L;

    public ScopeExceededException() {
      super("a scope was not given", null, false, false);
    }
  }

  /** A refresh token that is still good. */
  record Refreshable(ClientGrant grant, Instant expiresAt) {}

  /**
   * Exchanges a refresh token for the next one; empty when it is not good, or another client's. One
   * that was used before ends its session.
   *
   * @param wanted scopes that the session must have
   * @throws ScopeExceededException when it has not; nothing has changed then
   */
  Optional<ClientGrant> refresh(
      TokenHash presented, TokenHash next, UUID clientId, Collection<String> wanted, Instant now)
      throws Exception;

  /** Whether any session, a client's or not, goes on. */
  boolean goesOn(UUID sessionId, Instant now);

  /** The grant of a session that goes on. */
  Optional<ClientGrant> find(UUID sessionId, Instant now);

  /** The grant of a refresh token that could be exchanged now; nothing is changed. */
  Optional<Refreshable> find(TokenHash refreshToken, Instant now);

  /** Ends a client's session, if it is the client's. */
  void end(UUID clientId, UUID sessionId, Instant now);

  /** Ends the session of a client's refresh token, if it is the client's. */
  void end(UUID clientId, TokenHash refreshToken, Instant now) throws Exception;
}
