package dev.dizhtime.auth.usecase;

import dev.dizhtime.auth.model.TokenHash;

/** Makes refresh tokens. */
public interface RefreshTokens {
  /** A new one that nobody can guess. */
  String next();

  /** What is kept of it. */
  TokenHash hash(String token);
}
