package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins a session for someone who has shown all that is needed. */
public final class BeginSession {
  private static final Logger LOG = LoggerFactory.getLogger(BeginSession.class);

  private final Sessions sessions;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final Clock clock;

  public BeginSession(
      Sessions sessions, RefreshTokens refreshTokens, AccessTokens accessTokens, Clock clock) {
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.clock = clock;
  }

  /**
   * Begins it.
   *
   * @param device what the session is to be known by
   * @return empty when what they have shown has become worth nothing meanwhile
   */
  public Optional<Tokens> begin(Recognized who, String device) throws Exception {
    Instant now = clock.instant();
    String refreshToken = refreshTokens.next();
    Session session = Session.begin(UUID.randomUUID(), who.account().userId(), device, now);
    Optional<Account> begun = sessions.begin(who, session, refreshTokens.hash(refreshToken), now);
    begun.ifPresent(account -> LOG.info("user {} logged in", account.userId()));
    return begun.map(
        account -> new Tokens(accessTokens.sign(account, session.sessionId()), refreshToken));
  }
}
