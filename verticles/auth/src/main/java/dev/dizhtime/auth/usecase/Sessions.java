package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.Session;
import dev.dizhtime.auth.model.TokenHash;
import java.time.Instant;
import java.util.Optional;

/** All sessions and their refresh tokens. */
public interface Sessions {
  /** Begins a session with its first refresh token. */
  void begin(Session session, TokenHash token, Instant now) throws Exception;

  /**
   * Exchanges a refresh token for the next one of its session. Two exchanges of the same token are
   * one after the other, and the second one finds it used.
   *
   * @return whose session it is; empty when the token is unknown, over or was used before, in which
   *     last case the session has been ended
   */
  Optional<Account> exchange(TokenHash presented, TokenHash next, Instant now) throws Exception;

  /** Ends the session of a refresh token; nothing happens when it is unknown. */
  void end(TokenHash token, Instant now) throws Exception;
}
