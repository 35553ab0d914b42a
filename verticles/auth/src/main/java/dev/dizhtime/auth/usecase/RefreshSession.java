package dev.dizhtime.auth.usecase;

import java.time.Clock;
import java.util.Optional;

/** Goes on with a session: a refresh token for a new pair of tokens. */
public final class RefreshSession {
  private final Sessions sessions;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final Clock clock;

  public RefreshSession(
      Sessions sessions, RefreshTokens refreshTokens, AccessTokens accessTokens, Clock clock) {
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.clock = clock;
  }

  /** New tokens; empty when the refresh token is not good, for whatever reason. */
  public Optional<Tokens> refresh(String presented) throws Exception {
    String next = refreshTokens.next();
    return sessions
        .exchange(refreshTokens.hash(presented), refreshTokens.hash(next), clock.instant())
        .map(
            going ->
                new Tokens(accessTokens.sign(going.account(), going.session().sessionId()), next));
  }
}
