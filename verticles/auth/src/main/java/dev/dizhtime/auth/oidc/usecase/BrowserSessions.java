package dev.dizhtime.auth.oidc.usecase;

import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.TokenHash;
import dev.dizhtime.auth.usecase.Recognized;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Browsers that are signed in at our own pages. */
public interface BrowserSessions {
  /** A browser stays signed in for this time at most. */
  Duration MAX_AGE = Duration.ofDays(14);

  /** One of them. */
  record BrowserSession(UUID sessionId, Account account, Instant authenticatedAt) {}

  /**
   * Signs a browser in; false, and nothing is begun, when what was shown has become worth nothing
   * since it was looked at.
   */
  boolean begin(Recognized who, String device, TokenHash cookie, Instant now) throws Exception;

  /** The session of a cookie, if it goes on. */
  Optional<BrowserSession> find(TokenHash cookie, Instant now);

  /** Signs a browser out. */
  void end(TokenHash cookie, Instant now);
}
