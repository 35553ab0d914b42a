package dev.dizhtime.portal.design.session;

import dev.dizhtime.runtime.config.Secret;
import java.time.Instant;

/** A pair of tokens as auth answers it, with the clock's own reading of when it ends. */
record Tokens(Secret access, Secret refresh, Instant expiresAt) {
  /** The answer to a log-in and to a refresh. */
  record Answer(String accessToken, String refreshToken, long expiresInSeconds) {
    Tokens from(Instant now) {
      return new Tokens(
          new Secret(accessToken), new Secret(refreshToken), now.plusSeconds(expiresInSeconds));
    }
  }
}
