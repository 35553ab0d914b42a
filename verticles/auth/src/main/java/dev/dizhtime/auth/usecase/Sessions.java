package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.Session;
import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.contracts.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All sessions and their refresh tokens. */
public interface Sessions {
  /** A session that goes on, and whose it is. */
  record Going(Session session, Account account) {}

  /**
   * A session as its owner sees it.
   *
   * @param clientName who was given it, if it was a client
   */
  record Known(Session session, Instant lastUsedAt, Optional<String> clientName) {}

  /**
   * Begins a session with its first refresh token.
   *
   * @return the account as it is then; empty, and nothing is begun, when what was shown has become
   *     worth nothing since it was looked at
   */
  Optional<Account> begin(Recognized who, Session session, TokenHash token, Instant now)
      throws Exception;

  /**
   * Exchanges a refresh token for the next one of its session. Two exchanges of the same token are
   * one after the other, and the second one finds it used.
   *
   * @return the session; empty when the token is unknown, over or was used before, in which last
   *     case the session has been ended
   */
  Optional<Going> exchange(TokenHash presented, TokenHash next, Instant now) throws Exception;

  /** The sessions of an account that have not ended, the one used last first. */
  List<Known> of(UserId userId, Instant now);

  /** Ends a session of an account; false when it has none such that goes on. */
  boolean end(UserId userId, UUID sessionId, Instant now) throws Exception;

  /** Ends all sessions of an account, but for one; all when that is null. */
  void endAll(UserId userId, UUID butThis, Instant now) throws Exception;

  /** Ends the session of a refresh token; nothing happens when it is unknown. */
  void end(TokenHash token, Instant now) throws Exception;
}
