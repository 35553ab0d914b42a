package dev.dizhtime.auth.usecase;

import java.time.Clock;

/** Ends a session; the gateway hears of it and refuses its access tokens too. */
public final class LogOut {
  private final Sessions sessions;
  private final RefreshTokens refreshTokens;
  private final Clock clock;

  public LogOut(Sessions sessions, RefreshTokens refreshTokens, Clock clock) {
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.clock = clock;
  }

  /** Ends the session that the refresh token belongs to, if there is one. */
  public void logOut(String refreshToken) throws Exception {
    sessions.end(refreshTokens.hash(refreshToken), clock.instant());
  }
}
